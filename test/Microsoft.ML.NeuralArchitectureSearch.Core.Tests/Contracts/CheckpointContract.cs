using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>
/// What everything keeps that goes on from checkpoints: however often it is killed, its result is the uninterrupted one's to the bit.
/// </summary>
public abstract class CheckpointContract
{
    private readonly List<TemporaryFolder> _folders = [];
    private int _polls;
    private string _expected = "";
    private string _expectedFiles = "";

    /// <summary>Runs to the end, in a second at most.</summary>
    /// <param name="checkpoints">Where the state is kept; <see langword="null"/> for nowhere.</param>
    /// <param name="progress">Told of events.</param>
    /// <param name="poll">Asked before every mini-batch.</param>
    /// <returns>All that was found: architecture, history, weights.</returns>
    private protected abstract string Run(CheckpointFolder? checkpoints, IProgress<SearchEvent>? progress, Func<bool> poll);

    /// <summary>The same with one setting changed.</summary>
    private protected abstract void RunWithAnotherOption(CheckpointFolder checkpoints);

    /// <summary>The same on other data.</summary>
    private protected abstract void RunOnOtherData(CheckpointFolder checkpoints);

    /// <summary>Files whose state is compared as well.</summary>
    private protected abstract string[] Files { get; }

    [OneTimeSetUp]
    public void RunOnce()
    {
        var path = NewFolder();
        _expected = Within(path, folder => Run(folder, null, () =>
        {
            _polls++;
            return false;
        }));
        _expectedFiles = State(path);
    }

    [OneTimeTearDown]
    public void DeleteFolders() => _folders.ForEach(folder => folder.Dispose());

    [Test]
    public void Without_checkpoints_the_result_is_the_same() => Assert.That(Run(null, null, () => false), Is.EqualTo(_expected));

    [Test]
    public void A_run_killed_anywhere_goes_on_to_the_result_of_an_uninterrupted_one() => KillAndGoOn(kills: 2);

    [Test]
    [Explicit("It takes minutes.")]
    [Category("Slow")]
    public void A_run_killed_at_any_of_twenty_places_goes_on_to_the_result_of_an_uninterrupted_one() => KillAndGoOn(kills: 20);

    [Test]
    public void A_run_killed_again_and_again_comes_to_the_same_end()
    {
        var path = NewFolder();
        var kills = 0;
        for (var at = _polls / 3; kills < 3; kills++)
        {
            Kill(path, at);
        }

        Check(path, "killed three times");
    }

    [Test]
    public void A_run_that_goes_on_does_only_what_is_left()
    {
        var path = NewFolder();
        Kill(path, _polls);
        var polls = 0;

        Within(path, folder => Run(folder, null, () => ++polls > _polls));

        Assert.That(polls, Is.InRange(1, (_polls / 2) + 1));
    }

    [Test]
    public void A_run_that_has_ended_gives_the_same_once_more_without_a_step()
    {
        var path = NewFolder();
        Within(path, folder => Run(folder, null, () => false));
        var events = new RecordedEvents();

        var again = Within(path, folder => Run(folder, events, () => false));

        Assert.That(again, Is.EqualTo(_expected));
        Assert.That(events.All, Has.None.InstanceOf<StepCompleted>().And.None.InstanceOf<CandidateEvaluated>());
    }

    [Test]
    public void A_checkpoint_of_other_options_is_refused_with_what_differs()
    {
        var path = NewFolder();
        Kill(path, _polls);

        Assert.That(
            () => Within(path, folder =>
            {
                RunWithAnotherOption(folder);
                return "";
            }),
            Throws.InstanceOf<ArgumentException>().With.Message.Match("is of another (run|search): ").And.Message
                .Match(" there and .* here|, this search's is "));
        Check(path, "refused in between");
    }

    [Test]
    public void A_checkpoint_of_other_data_is_refused_with_what_differs()
    {
        var path = NewFolder();
        Kill(path, _polls);

        Assert.That(
            () => Within(path, folder =>
            {
                RunOnOtherData(folder);
                return "";
            }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("hash"));
        Check(path, "refused in between");
    }

    /// <summary>Leaves in a folder what a run leaves that is killed before a mini-batch.</summary>
    private protected virtual void Kill(string path, int atPoll)
    {
        var polls = 0;
        try
        {
            Within(path, folder => Run(folder, null, () => ++polls == atPoll ? throw new TimeoutException("Killed.") : false));
        }
        catch (Exception exception) when (exception is TimeoutException || exception.InnerException is TimeoutException)
        {
            // As planned.
        }
    }

    /// <summary>Opens a folder for as long as something runs.</summary>
    private protected static string Within(string path, Func<CheckpointFolder, string> run)
    {
        using var folder = CheckpointFolder.Open(path);
        return run(folder);
    }

    private protected string NewFolder()
    {
        _folders.Add(new TemporaryFolder());
        return _folders[^1].File("checkpoints");
    }

    private void KillAndGoOn(int kills)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed of the kills: {seed}.");
        var random = new Random(seed);
        for (var kill = 0; kill < kills; kill++)
        {
            var path = NewFolder();
            var at = 1 + random.Next(_polls);
            Kill(path, at);
            Check(path, $"killed before mini-batch {at} of {_polls}, seed {seed}");
        }
    }

    private void Check(string path, string what)
    {
        Assert.That(Within(path, folder => Run(folder, null, () => false)), Is.EqualTo(_expected), what);
        Assert.That(State(path), Is.EqualTo(_expectedFiles), what);
    }

    // Values and tensors to the bit; durations differ.
    private string State(string path)
    {
        var texts = Files.Select(name => CheckpointFile.Read(Path.Combine(path, name)).State).SelectMany(state => state.Values
            .Where(value => value.Key is not ("elapsed" or "history" or "found"))
            .Select(value => $"{value.Key} {value.Value}")
            .Concat(state.Tensors.Select(
                tensor => $"{tensor.Key} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(tensor.Value.Bytes))}")));
        return string.Join('\n', texts);
    }
}

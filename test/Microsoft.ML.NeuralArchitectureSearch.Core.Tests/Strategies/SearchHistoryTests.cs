using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

public sealed class SearchHistoryTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3 };

    private TemporaryFolder _folder = null!;

    private string HistoryFile => _folder.File("history.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Every_candidate_is_in_the_file_before_the_next_is_evaluated()
    {
        var evaluations = 0;
        using var evaluator = new ConvolutionCount((_, _) =>
        {
            if (++evaluations == 4)
            {
                throw new ArgumentException("The search ends here.");
            }
        });

        Assert.That(
            () => (Search(9) with { Evaluator = evaluator }).Run(),
            Throws.TypeOf<SearchFailedException>().With.InnerException.TypeOf<ArgumentException>());

        Assert.That(SearchHistory.Read(HistoryFile, Space).Entries, Has.Length.EqualTo(3));
    }

    [Test]
    public void What_is_read_back_is_what_was_found()
    {
        var found = (Search(6) with { Evaluator = new Fickle() }).Run();

        var history = SearchHistory.Read(HistoryFile, Space);

        Assert.That(history.Entries.Select(entry => entry.Evaluated), Is.EqualTo(found.Candidates));
        Assert.That(history.Entries.Select(entry => entry.Seed), Is.All.EqualTo(7));
        Assert.That(history.Entries.Select(entry => entry.Time), Is.Ordered);
        Assert.That(history.IsTorn, Is.False);
    }

    [Test]
    public void A_search_cut_off_at_any_byte_goes_on_to_the_same_candidates()
    {
        var whole = Search(3).Run();
        var bytes = File.ReadAllBytes(HistoryFile);
        for (var length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(HistoryFile, bytes[..length]);
            var events = new RecordedEvents();

            var continued = (Search(3) with { Progress = events }).Run();

            var isTorn = length > 0 && bytes[length - 1] != '\n';
            Assert.That(continued.Candidates, Is.EqualTo(whole.Candidates), $"cut off after {length} bytes");
            Assert.That(events.All.OfType<SearchWarning>().Count(), Is.EqualTo(isTorn ? 1 : 0), $"cut off after {length} bytes");
            Assert.That(SearchHistory.Read(HistoryFile, Space).Entries, Has.Length.EqualTo(3), $"cut off after {length} bytes");
        }
    }

    [Test]
    public void What_the_history_knows_is_not_evaluated_again()
    {
        Search(5).Run();
        var evaluations = 0;
        var events = new RecordedEvents();
        using var evaluator = new ConvolutionCount((_, _) => evaluations++);

        (Search(8) with { Evaluator = evaluator, Progress = events }).Run();

        Assert.That(evaluations, Is.EqualTo(3));
        Assert.That(events.All.OfType<HistoryReplayed>().Single(), Has.Property(nameof(HistoryReplayed.Replayed)).EqualTo(5));
        Assert.That(events.All.OfType<CandidateEvaluated>().Select(candidate => candidate.Index), Is.EqualTo(new[] { 6, 7, 8 }));
    }

    [Test]
    public void The_history_of_another_space_proposer_or_seed_is_refused()
    {
        Search(2).Run();
        var before = File.ReadAllText(HistoryFile);

        Assert.That(
            () => (Search(3) with { Space = new DagCellSpace() }).Run(),
            Throws.ArgumentException.With.Message.Contains("its space is 'DagCellSpace of 3 nodes"));
        Assert.That(
            () => (Search(3) with { Proposer = new Same() }).Run(),
            Throws.ArgumentException.With.Message.Contains("its proposer is").And.Message.Contains("Same"));
        Assert.That(
            () => (Search(3) with { Seed = 8 }).Run(),
            Throws.ArgumentException.With.Message.Contains("its seed is '7', this search's is '8'"));
        Assert.That(() => SearchHistory.Read(HistoryFile, new DagCellSpace()), Throws.ArgumentException);
        Assert.That(File.ReadAllText(HistoryFile), Is.EqualTo(before));
    }

    [Test]
    public void The_history_of_a_proposer_with_other_settings_is_refused()
    {
        (Search(2) with { Proposer = new Same(skip: 0) }).Run();

        Assert.That(
            () => (Search(3) with { Proposer = new Same(skip: 1) }).Run(),
            Throws.ArgumentException.With.Message.Contains("does not propose its candidate 1"));
    }

    [Test]
    public void A_damaged_line_in_the_middle_is_named()
    {
        Search(3).Run();
        var lines = File.ReadAllLines(HistoryFile);
        lines[2] = lines[2][..20];
        File.WriteAllLines(HistoryFile, lines);

        Assert.That(() => Search(4).Run(), Throws.TypeOf<FormatException>().With.Message.Contains("Line 3"));
        Assert.That(() => SearchHistory.Read(HistoryFile, Space), Throws.TypeOf<FormatException>().With.Message.Contains("Line 3"));
    }

    [TestCase("Dear diary,")]
    [TestCase("Dear diary,\nall is well.\n")]
    [TestCase("{\"format\":9,\"space\":\"\",\"proposer\":\"\",\"seed\":1}\n")]
    public void A_file_that_is_no_history_is_left_as_it_is(string text)
    {
        File.WriteAllText(HistoryFile, text);

        Assert.That(() => Search(1).Run(), Throws.TypeOf<FormatException>());
        Assert.That(File.ReadAllText(HistoryFile), Is.EqualTo(text));
    }

    [Test]
    public void A_second_search_on_one_history_is_refused_while_the_first_one_runs()
    {
        Exception? refusal = null;
        using var evaluator = new ConvolutionCount((_, _) => refusal = Assert.Catch(() => Search(1).Run()));

        (Search(1) with { Evaluator = evaluator }).Run();

        Assert.That(refusal, Is.InstanceOf<IOException>().With.Message.Contains("another search"));
        Assert.That(SearchHistory.Read(HistoryFile, Space).Entries, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_history_in_a_folder_that_is_not_there_is_refused_before_anything_is_evaluated()
    {
        using var evaluator = new ConvolutionCount((_, _) => Assert.Fail());

        Assert.That(
            () => (Search(1) with { Evaluator = evaluator, HistoryPath = _folder.File("no/history.jsonl") }).Run(), Throws
                .InstanceOf<IOException>());
    }

    private CandidateSearch Search(int evaluations) => new()
    {
        Space = Space,
        Proposer = new RandomProposer(),
        Evaluator = new ConvolutionCount(),
        Evaluations = evaluations,
        Seed = 7,
        HistoryPath = HistoryFile,
    };

    /// <summary>Fails sometimes, knows costs, and has scores with many digits.</summary>
    private sealed class Fickle : IEvaluator
    {
        private int _count;

        public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default) =>
            (++_count % 3 == 0 ? EvaluationResult.Failed("Line 1\nline 2: \"no\"") : new EvaluationResult(1.0 / _count)) with
            {
                Duration = TimeSpan.FromTicks(_count),
                Costs = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty
                    .Add(CostNames.Parameters, 1e15 / _count),
            };

        public void Dispose()
        {
        }
    }

    /// <summary>Random search under another name, which may leave out the first candidates.</summary>
    private sealed class Same(int skip = 0) : IProposer
    {
        public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null)
        {
            var run = new RandomProposer().Start(space, seed, progress);
            _ = skip > 0 ? run.Propose(skip) : [];
            return run;
        }
    }
}

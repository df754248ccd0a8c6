using System.Diagnostics;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training.Checkpoints;

/// <summary>Searches with their final trainings in other processes, which are killed at random.</summary>
[TestFixture("images")]
[TestFixture("texts")]
[TestFixture("language")]
public sealed class KilledProcessTests(string kind)
{
    private readonly List<TemporaryFolder> _folders = [];
    private string[] _whole = [];

    [OneTimeSetUp]
    public void RunOnce() => _whole = RunToTheEnd(NewFolder());

    [OneTimeTearDown]
    public void DeleteFolders() => _folders.ForEach(folder => folder.Dispose());

    [Test]
    public void A_process_that_is_killed_twice_goes_on_to_the_predictions_of_one_that_was_not() => KillAndGoOn(runs: 1, kills: 2);

    [Test]
    [Explicit("It takes minutes.")]
    [Category("Slow")]
    public void Processes_killed_at_twenty_places_go_on_to_the_predictions_of_one_that_was_not() => KillAndGoOn(runs: 10, kills: 2);

    private void KillAndGoOn(int runs, int kills)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed of the kills: {seed}.");
        var random = new Random(seed);
        for (var run = 0; run < runs; run++)
        {
            var folder = NewFolder();
            for (var kill = 0; kill < kills; kill++)
            {
                Kill(folder, random.Next(1, _whole.Length / kills));
            }

            var rest = RunToTheEnd(folder);

            Assert.That(rest[^1], Is.EqualTo(_whole[^1]), $"seed {seed}");
            Assert.That(rest, Has.Length.LessThan(_whole.Length));
        }
    }

    private void Kill(string folder, int atLine)
    {
        using var process = Start(folder);
        for (var line = 0; line < atLine; line++)
        {
            process.StandardOutput.ReadLine();
        }

        process.Kill(); // SIGKILL: nothing of the process can run any more.
        process.WaitForExit();
    }

    private string[] RunToTheEnd(string folder)
    {
        using var process = Start(folder);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private Process Start(string folder) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SearchInChildProcess.dll"), "fit", kind, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private string NewFolder()
    {
        _folders.Add(new TemporaryFolder());
        return _folders[^1].File("checkpoints");
    }
}

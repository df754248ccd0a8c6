using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>Searches with their final trainings in other processes, killed at random, whose checkpoints are corrupted at random.</summary>
public sealed class KilledAndCorruptedRunsTests
{
    private const int MostRefusals = 6;

    private static readonly string[] Kinds = ["images", "texts", "language"];

    private readonly Dictionary<string, string[]> _whole = [];
    private readonly TemporaryFolder _folder = new();
    private int _runs;
    private int _kills;
    private int _corruptions;
    private int _refusals;

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(12)]
    [TestCase(600, Explicit = true, Category = "Slow")]
    public void Runs_end_in_the_result_of_an_uninterrupted_run_once_refused_files_are_deleted(int seconds)
    {
        ChaosRounds.Run(seconds, Round);
        TestContext.Out.WriteLine($"{_runs} runs, {_kills} kills, {_corruptions} corruptions, {_refusals} refusals.");
    }

    private void Round(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var whole = Whole(kind);
        var folder = _folder.File($"round-{_runs++}");
        var done = new List<string> { kind };
        for (var kill = random.Next(1, 3); kill > 0; kill--)
        {
            var line = random.Next(whole.Length);
            ChildRun.Kill(kind, folder, line, spins: random.Next(2_000_000));
            _kills++;
            done.Add($"killed at line {line}");
            if (random.Next(3) > 0 && Corrupt(folder, random) is { } corruption)
            {
                _corruptions++;
                done.Add(corruption);
            }
        }

        GoOn(kind, folder, whole[^1], string.Join("; ", done));
    }

    private string[] Whole(string kind)
    {
        if (!_whole.TryGetValue(kind, out var lines))
        {
            var run = ChildRun.ToTheEnd(kind, _folder.File($"whole-{kind}"));
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            _whole[kind] = lines = run.Lines;
        }

        return lines;
    }

    // As the messages say: a refused file is deleted, and the run goes on with what is left.
    private void GoOn(string kind, string folder, string result, string what)
    {
        var run = ChildRun.ToTheEnd(kind, folder);
        for (var refusals = 0; run.ExitCode != 0; refusals++, _refusals++)
        {
            Assert.That(refusals, Is.LessThan(MostRefusals), $"{what}: {run.Error}");
            File.Delete(run.RefusedFile(folder, what));
            run = ChildRun.ToTheEnd(kind, folder);
        }

        Assert.That(run.Lines[^1], Is.EqualTo(result), what);
    }

    private static string? Corrupt(string folder, Random random)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder).Where(path => new FileInfo(path).Length > 0).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0)
        {
            return null;
        }

        var path = files[random.Next(files.Length)];
        var (bytes, name) = Corruption.Of(File.ReadAllBytes(path), File.ReadAllBytes(files[random.Next(files.Length)]), random);
        File.WriteAllBytes(path, bytes);
        return $"{Path.GetFileName(path)} with {name}";
    }
}

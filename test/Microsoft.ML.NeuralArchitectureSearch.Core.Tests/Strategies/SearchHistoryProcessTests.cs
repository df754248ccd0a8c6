using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>Histories of searches in other processes, which are killed in the middle.</summary>
public sealed class SearchHistoryProcessTests
{
    private const int Evaluations = 20;
    private const int Fast = 0;
    private const int Slow = 50;
    private const int Endless = 10 * 60 * 1000;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_search_killed_in_the_middle_goes_on_in_another_process_to_the_candidates_of_an_uninterrupted_one()
    {
        var whole = Run(_folder.File("whole.jsonl"), Fast).Output;
        var path = _folder.File("killed.jsonl");
        List<string> before = [];
        using (var killed = Start(path, Slow))
        {
            while (before.Count < 9)
            {
                before.Add(killed.StandardOutput.ReadLine()!);
            }

            killed.Kill(); // SIGKILL: nothing of the process can run any more.
            killed.WaitForExit();
        }

        var kept = SearchHistory.Read(path, new DagCellSpace()).Entries.Length;
        var after = Run(path, Fast).Output;

        Assert.That(whole, Has.Length.EqualTo(Evaluations));
        Assert.That(kept, Is.InRange(9, Evaluations - 1), "What was told of is in the history, and the kill came before the end.");
        Assert.That(before, Is.EqualTo(whole[..9]));
        Assert.That(after, Is.EqualTo(whole[kept..]));
    }

    [Test]
    public void A_second_process_on_one_history_gets_a_clear_error_and_the_first_goes_on()
    {
        var path = _folder.File("shared.jsonl");
        using var first = Start(path, Endless);
        try
        {
            WaitFor(() => File.Exists(path) && new FileInfo(path).Length > 0, first);

            var (exitCode, output, error) = Run(path, Fast);

            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain(path).And.Contain("another search may be writing to it"));
            Assert.That(() => SearchHistory.Read(path, new DagCellSpace()), Throws.InstanceOf<IOException>());
            Assert.That(first.HasExited, Is.False);
        }
        finally
        {
            first.Kill();
            first.WaitForExit();
        }

        Assert.That(Run(path, Fast).Output, Has.Length.EqualTo(Evaluations), "A process that is gone holds the file no longer.");
    }

    [Test]
    [Platform("Linux")]
    public void A_disk_that_is_full_ends_the_search_with_all_that_it_had_found_and_the_search_goes_on_once_there_is_room()
    {
        var whole = Run(_folder.File("whole.jsonl"), Fast).Output;
        var path = _folder.File("full.jsonl");

        // No file may grow beyond two kilobytes; .NET's own memory for code is a file unless it is told otherwise.
        var (exitCode, output, error) = Finish(Start(
            "bash", ["-c", "trap '' XFSZ; ulimit -f 2; DOTNET_EnableWriteXorExecute=0 exec dotnet \"$0\" \"$@\"", .. Arguments(
                path,
                Fast)]));

        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain(path).And.Contain("could not be written"));
        Assert.That(
            output[^1].Split(';'),
            Is.EqualTo(whole[..output.Length]),
            "Each is told of, and the one that could not be written is in the exception.");
        Assert.That(Run(path, Fast).Output, Is.EqualTo(whole[(output.Length - 1)..]));
    }

    private static void WaitFor(Func<bool> condition, Process process)
    {
        while (!condition())
        {
            Assert.That(process.WaitForExit(20), Is.False, "The first process ended early.");
        }
    }

    private static (int ExitCode, string[] Output, string Error) Run(string path, int milliseconds)
    {
        return Finish(Start(path, milliseconds));
    }

    private static (int ExitCode, string[] Output, string Error) Finish(Process process)
    {
        using var finished = process;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), error.Result);
    }

    private static Process Start(string path, int milliseconds) => Start("dotnet", Arguments(path, milliseconds));

    private static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string[] Arguments(string path, int milliseconds) =>
    [
        Path.Combine(AppContext.BaseDirectory, "SearchInChildProcess.dll"),
        path,
        Evaluations.ToString(CultureInfo.InvariantCulture),
        milliseconds.ToString(CultureInfo.InvariantCulture),
    ];
}

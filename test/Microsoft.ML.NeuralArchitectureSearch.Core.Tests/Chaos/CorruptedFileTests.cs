using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>Histories and checkpoints that are corrupted at random: refused with their name, or read as they were.</summary>
public sealed class CorruptedFileTests
{
    private const int Candidates = 12;
    private const long MostBytes = 32_000_000;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(3)]
    [TestCase(120, Explicit = true, Category = "Slow")]
    public void Corrupted_histories_are_refused_or_go_on_to_the_same_candidates(int seconds)
    {
        var path = _folder.File("history.jsonl");
        var whole = Search(path).Run().Candidates;
        Search(_folder.File("other.jsonl"), seed: 8).Run();
        Corrupt(seconds, path, _folder.File("other.jsonl"), name => Assert.That(Search(path).Run().Candidates, Is.EqualTo(whole), name));
    }

    [TestCase(2)]
    [TestCase(120, Explicit = true, Category = "Slow")]
    public void Corrupted_checkpoints_are_refused_or_read_as_they_were(int seconds)
    {
        var (path, other) = (_folder.File("a.checkpoint"), _folder.File("b.checkpoint"));
        var (text, otherText) = (Write(path, seed: 3), Write(other, seed: 4));
        Corrupt(seconds, path, other, name => Assert.That(Read(path), Is.EqualTo(text).Or.EqualTo(otherText), name));
    }

    private static void Corrupt(int seconds, string path, string other, Action<string> check)
    {
        var (file, otherFile) = (File.ReadAllBytes(path), File.ReadAllBytes(other));
        var refused = 0;
        var rounds = ChaosRounds.Run(seconds, random =>
        {
            var (damaged, name) = Corruption.Of(file, otherFile, random);
            File.WriteAllBytes(path, damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                check(name);
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                Assert.That(exception.Message, Does.Contain(path), name);
                Assert.That(File.ReadAllBytes(path), Is.EqualTo(damaged), $"{name}: what is refused is left as it is.");
                refused++;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), name);
        });
        TestContext.Out.WriteLine($"{rounds} corruptions, {refused} refused.");
    }

    private static string Write(string path, int seed)
    {
        using var scope = NewDisposeScope();
        var state = new CheckpointState();
        state.Set("epoch", seed);
        state.Save("weights", full([50, 3], (float)seed));
        state.Save("positions", full([7], (long)seed));
        CheckpointFile.Write(path, new Fingerprint().Add("seed", seed), state);
        return Read(path);
    }

    private static string Read(string path)
    {
        var (fingerprint, state) = CheckpointFile.Read(path);
        return string.Join(
            '\n',
            [
                .. fingerprint.Entries.Select(entry => $"{entry.Key} {entry.Value}"),
                .. state.Values.Select(value => $"{value.Key} {value.Value}"),
                .. state.Tensors.Select(tensor => $"{tensor.Key} {tensor.Value.Type} {string.Join(',', tensor.Value.Shape)} "
                    + $"{Convert.ToHexString(tensor.Value.Bytes)}"),
            ]);
    }

    private static CandidateSearch Search(string path, int seed = 7) => new()
    {
        Space = new DagCellSpace { Nodes = 3 },
        Proposer = new RandomProposer(),
        Evaluator = new ConvolutionCount(),
        Evaluations = Candidates,
        Seed = seed,
        HistoryPath = path,
    };
}

using System.Globalization;
using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// A whole first-order search of the bundled digits from one seed, by the kernels and by TorchSharp's operations: where they part, if they
/// do.
/// </summary>
/// <remarks>
/// Beside them the kernels on images that are a rounding larger: how far a search goes astray when nothing but a rounding differs.
/// </remarks>
internal static class BothSearches
{
    /// <param name="file">The image sample's <c>digits.csv.gz</c>: 64 pixels and the label in a row.</param>
    /// <param name="seed">The seed of both searches.</param>
    public static void Run(string file, int seed)
    {
        set_num_threads(1);
        using var data = Digits(file);
        using var moved = new LabelledData(data.Inputs * MathF.BitIncrement(1), data.Labels.clone(), data.ClassCount);
        var (kernels, nearby) = (Search(data, seed, kernelThreads: 1), Search(moved, seed, kernelThreads: 1));
        var reference = Search(data, seed, kernelThreads: 0);
        Console.WriteLine("| epoch | loss, kernels | loss, kernels, images moved by a rounding | the same architecture | loss, TorchSharp "
            + "| the same architecture |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (own, near, other) in kernels.Zip(nearby, reference))
        {
            Console.WriteLine($"| {own.Epoch} | {Text(own.Loss)} | {Beside(own, near)} | {Beside(own, other)} |");
        }
    }

    private static string Beside((int Epoch, double Loss, string Architecture) own, (int Epoch, double Loss, string Architecture) other) =>
        $"{Text(other.Loss)} | {(own.Architecture == other.Architecture ? "yes" : "no")}";

    private static string Text(double loss) => loss.ToString("F7", CultureInfo.InvariantCulture);

    private static List<(int Epoch, double Loss, string Architecture)> Search(LabelledData data, int seed, int kernelThreads)
    {
        var events = new Epochs();
        var task = new SearchTask { Data = data, Space = new DartsCellSpace(), Seed = seed, Progress = events };
        new DartsStrategy(new DartsOptions { KernelThreads = kernelThreads }).Search(task);
        return events.Seen;
    }

    private static LabelledData Digits(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Array.ConvertAll(line.Split(','), text => float.Parse(text, CultureInfo.InvariantCulture))).ToArray();
        var pixels = tensor(rows.SelectMany(row => row[..^1]).ToArray()).reshape(rows.Length, 1, 8, 8);
        return new LabelledData((pixels - pixels.mean()) / pixels.std(), tensor(rows.Select(row =>
            (long)row[^1]).ToArray()), classCount: 10);
    }

    private sealed class Epochs : IProgress<SearchEvent>
    {
        private double _loss;

        public List<(int Epoch, double Loss, string Architecture)> Seen { get; } = [];

        public void Report(SearchEvent value)
        {
            // The architecture of an epoch is told after its losses.
            if (value is EpochCompleted completed)
            {
                _loss = completed.Record.TrainingLoss;
            }
            else if (value is GenotypeDerived derived)
            {
                Seen.Add((derived.Epoch, _loss, derived.Genotype.ToString()!));
            }
        }
    }
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// The median member of each space of images and of texts, trained and scored on the kernels and on TorchSharp's operations by turns.
/// </summary>
internal static class SpaceRates
{
    private const int Images = 32;
    private const int Members = 21;

    private static readonly (string Name, Func<MapShape, INetworkSpace> Space)[] Spaces =
    [
        ("DARTS cells", _ => new DartsCellSpace()),
        ("NASNet cells", _ => new NasNetCellSpace()),
        ("NAS-Bench-201", _ => new DagCellSpace()),
        ("chains", shape => new ChainSpace(shape)),
        ("NAS-Bench-Macro", _ => MacroSpaces.NasBenchMacro),
        ("ProxylessNAS", _ => MacroSpaces.ProxylessNas),
        ("FBNet", _ => MacroSpaces.FBNet),
    ];

    private static readonly (string Name, TextCellSpace Space)[] TextSpaces =
    [
        ("text cells", Texts(cells: 1, isNormalized: false, TextOperationNames.Default)),
        ("text cells, convolutions and pools", Texts(cells: 1, isNormalized: false, ConvolutionsAndPools)),
        ("3 text cells, convolutions and pools", Texts(cells: 3, isNormalized: true, ConvolutionsAndPools)),
    ];

    private static ImmutableArray<string> ConvolutionsAndPools =>
        [.. TextOperationNames.All.Where(name =>
            name.Contains("conv", StringComparison.Ordinal) || name.Contains("pool", StringComparison.Ordinal))];

    /// <param name="threads">Threads of both.</param>
    /// <param name="turns">Turns, of each of which both have a few steps.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Write(int threads, int turns, TextWriter output)
    {
        set_num_threads(threads);
        output.WriteLine("| space | input | 1e6 multiply-adds | on kernels | step, TorchSharp | step, kernels | ratio | one input, "
            + "TorchSharp | one input, kernels | ratio |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        WriteTexts(threads, turns, output);
        foreach (var (name, space) in Spaces)
        {
            foreach (var side in new[] { 8, 16, 32 })
            {
                var shape = new MapShape(3, side, side);
                output.WriteLine($"| {name} | {side}x{side} {Row(Median(space(shape), shape), threads, turns)}");
            }
        }
    }

    /// <summary>The same of spaces over texts.</summary>
    private static void WriteTexts(int threads, int turns, TextWriter output)
    {
        foreach (var (name, space) in TextSpaces)
        {
            foreach (var length in new[] { 16, 32, 64 })
            {
                output.WriteLine($"| {name} | {length} tokens {Row(Median(space, new MapShape(1, 1, length)), threads, turns)}");
            }
        }
    }

    private static TextCellSpace Texts(int cells, bool isNormalized, ImmutableArray<string> operations) => new()
    {
        Operations = operations,
        Input = new TextInput(WordCount: 2000),
        Network = new TextNetworkOptions { Cells = cells, IsNormalized = isNormalized },
    };

    private static NetworkGraph Median(INetworkSpace space, MapShape shape)
    {
        var size = new NetworkSize(
            shape, ClassCount: 10)
        {
            Channels = space is TextCellSpace
                ? null : 16,
            Cells = space is DagCellSpace or TextCellSpace ? null
                : 5
        };
        var random = new Random(1);
        NetworkGraph[] members = [.. Enumerable.Range(0, Members).Select(_ =>
            space.Describe(((ISearchSpace)space).Sample(random), size)).OrderBy(graph => graph.MultiplyAdds)];
        return members[Members / 2];
    }

    private static string Row(NetworkGraph graph, int threads, int turns)
    {
        using var torch = new GraphStep(graph, Images, threads: 0);
        using var kernels = new GraphStep(graph, Images, threads);
        var (slow, fast) = ByTurns(torch.Train, kernels.Train, turns, steps: 2);
        var (slowScore, fastScore) = ByTurns(torch.Score, kernels.Score, turns, steps: 10);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {graph.MultiplyAdds / 1e6:f1} | {kernels.KernelShare:p0} | {slow:f1} ms | {fast:f1} ms | {slow / fast:f1} | "
            + $"{slowScore:f2} ms | {fastScore:f2} ms | {slowScore / fastScore:f1} |");
    }

    // The median over the turns of the time of one step.
    private static (double First, double Second) ByTurns(Action first, Action second, int turns, int steps)
    {
        first();
        second();
        var times = Enumerable.Range(0, turns).Select(_ => (First: Time(first, steps), Second: Time(second, steps))).ToArray();
        return (times.Select(time =>
            time.First).Order().ElementAt(turns / 2), times.Select(time => time.Second).Order().ElementAt(turns / 2));
    }

    private static double Time(Action step, int steps)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var count = 0; count < steps; count++)
        {
            step();
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds / steps;
    }
}

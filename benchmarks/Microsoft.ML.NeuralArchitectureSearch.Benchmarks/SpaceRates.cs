using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>The median member of each image space, trained and scored on the kernels and on TorchSharp's operations by turns.</summary>
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

    /// <param name="threads">Threads of both.</param>
    /// <param name="turns">Turns, of each of which both have a few steps.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Write(int threads, int turns, TextWriter output)
    {
        set_num_threads(threads);
        output.WriteLine("| space | image | 1e6 multiply-adds | on kernels | step, TorchSharp | step, kernels | ratio | one image, TorchSharp | one image, kernels | ratio |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, space) in Spaces)
        {
            foreach (var side in new[] { 8, 16, 32 })
            {
                var shape = new MapShape(3, side, side);
                output.WriteLine($"| {name} | {side}x{side} {Row(Median(space(shape), shape), threads, turns)}");
            }
        }
    }

    private static NetworkGraph Median(INetworkSpace space, MapShape shape)
    {
        var size = new NetworkSize(shape, ClassCount: 10) { Channels = 16, Cells = space is DagCellSpace ? null : 5 };
        var random = new Random(1);
        NetworkGraph[] members = [.. Enumerable.Range(0, Members).Select(_ => space.Describe(((ISearchSpace)space).Sample(random), size)).OrderBy(graph => graph.MultiplyAdds)];
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
            $"| {graph.MultiplyAdds / 1e6:f1} | {kernels.KernelShare:p0} | {slow:f1} ms | {fast:f1} ms | {slow / fast:f1} | {slowScore:f2} ms | {fastScore:f2} ms | {slowScore / fastScore:f1} |");
    }

    // The median over the turns of the time of one step.
    private static (double First, double Second) ByTurns(Action first, Action second, int turns, int steps)
    {
        first();
        second();
        var times = Enumerable.Range(0, turns).Select(_ => (First: Time(first, steps), Second: Time(second, steps))).ToArray();
        return (times.Select(time => time.First).Order().ElementAt(turns / 2), times.Select(time => time.Second).Order().ElementAt(turns / 2));
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

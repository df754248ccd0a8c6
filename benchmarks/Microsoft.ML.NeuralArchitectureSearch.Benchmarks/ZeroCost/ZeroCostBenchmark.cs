using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.ZeroCost;

/// <summary>
/// Spearman's ρ of zero-cost scores with the accuracy of NAS-Bench-201's cells (CIFAR-10 test, 200 epochs), as a table on standard output.
/// <c>-- zero-cost FOLDER [CELLS [IMAGES]]</c>: the folder of the data sets, cells (default 200) and images in the mini-batch (default 64).
/// </summary>
internal static class ZeroCostBenchmark
{
    private static readonly IZeroCostScore[] Scores =
    [
        new ParameterCountScore(), new MultiplyAddsScore(), new GradientNormScore(), new SnipScore(), new SynFlowScore(),
        new JacobianCovarianceScore(),
        new NaswotScore(),
    ];

    public static void Run(string[] arguments)
    {
        var folder = arguments[0];
        var numbers = arguments[1..].Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
        var (cells, images) =
            (numbers.ElementAtOrDefault(0) is > 0 and var c ? c : 200, numbers.ElementAtOrDefault(1) is > 0 and var i ? i : 64);
        set_num_threads(1);
        using var data = CifarImages.Read(folder, 10 * images);
        var space = new DagCellSpace();
        var task = new SearchTask { Data = data, Space = space, Seed = 1 };
        var sample = Sample(space, cells);
        var accuracies = Column(folder, "c10_test_acc_200", sample);

        Console.WriteLine($"{cells} cells of NAS-Bench-201 drawn at random, networks of 16 channels and 5 cells a stage, a mini-batch of "
            + $"{images} CIFAR-10 images.\n");
        Console.WriteLine("| score | Spearman's ρ with test accuracy | cells without a score | processor ms a cell |\n|---|---|---|---|");
        var ranks = new List<double[]>();
        foreach (var score in Scores)
        {
            var begin = Process.GetCurrentProcess().TotalProcessorTime;
            using var evaluator = new ZeroCostEvaluator(task, score, new ZeroCostOptions { BatchSize = images });
            double[] values = [.. sample.Select(cell => evaluator.Evaluate(new(cell)).Score)];
            var milliseconds = (Process.GetCurrentProcess().TotalProcessorTime - begin).TotalMilliseconds / cells;
            ranks.Add([.. values.Select(value => values.Average(other => other < value ? 1 : other == value ? 0.5 : 0))]);
            Print(score.GetType().Name, values, accuracies, $"{milliseconds:F0}");
        }

        double[] together = [.. Enumerable.Range(0, cells).Select(cell => ranks.Average(rank => rank[cell]))];
        Print("rank average of all", together, accuracies, "");
        Print("the table's own NASWOT", Column(folder, "nwot_c10", sample), accuracies, "");
        Print("the table's own Zen-score", Column(folder, "zen_c10", sample), accuracies, "");
        Console.WriteLine($"\nMemory at the end: {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB.");
    }

    private static Architecture[] Sample(DagCellSpace space, int count)
    {
        var random = new Random(1);
        var cells = new HashSet<Architecture>();
        while (cells.Count < count)
        {
            cells.Add(space.Sample(random));
        }

        return [.. cells];
    }

    private static double[] Column(string folder, string column, Architecture[] cells)
    {
        var table = NasBench201Column.Read(folder, column);
        return [.. cells.Select(cell => table[cell])];
    }

    private static void Print(string name, double[] values, double[] accuracies, string milliseconds) =>
        Console.WriteLine(
            $"| {name} | {RankCorrelation.Spearman(values, accuracies):F3} | {values.Count(value => !double.IsFinite(value))} | "
            + $"{milliseconds} |");
}

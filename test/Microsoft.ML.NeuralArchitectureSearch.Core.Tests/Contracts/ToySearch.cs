using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>Searches in a million cells of ten edges, of which the one with ten 3x3 convolutions is the best.</summary>
internal static class ToySearch
{
    public const int Optimum = 10;

    public static DagCellSpace Space { get; } = new() { Nodes = 5, Operations = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3"] };

    public static double Score(Architecture architecture) =>
        ((DagCell)architecture).Nodes.SelectMany(operations => operations).Count(operation => operation == "nor_conv_3x3");

    /// <summary>Mean score of the best that the proposer finds, over ten seeds.</summary>
    public static double MeanBest(IProposer proposer, int evaluations) =>
        Enumerable.Range(0, 10).Average(seed => Best(proposer, evaluations, seed));

    private static double Best(IProposer proposer, int evaluations, int seed)
    {
        using var run = proposer.Start(Space, seed);
        var best = double.NegativeInfinity;
        for (var evaluation = 0; evaluation < evaluations && run.Propose() is [var candidate]; evaluation++)
        {
            var score = Score(candidate.Architecture);
            run.Observe(new(candidate, new EvaluationResult(score)));
            best = Math.Max(best, score);
        }

        return best;
    }
}

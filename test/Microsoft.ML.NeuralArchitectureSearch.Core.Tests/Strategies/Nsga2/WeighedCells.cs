using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Nsga2;

/// <summary>The cells of <see cref="ToySearch"/> with costs, and their front, which is known.</summary>
internal static class WeighedCells
{
    public static Objectives Objectives { get; } = new("weights");

    // For each number of 3x3 convolutions from 0 to 10 the cheapest cell has no other weights.
    private static double TrueHypervolume => Enumerable.Range(0, 10).Sum(convolutions => (convolutions + 1) * 10.0);

    /// <summary>
    /// The score, and the costs: a 3x3 convolution weighs 10, a 1x1 convolution 2; depth is the number of edges that are none.
    /// </summary>
    public static EvaluationResult Evaluate(Candidate candidate)
    {
        string[] operations = [.. ((DagCell)candidate.Architecture).Nodes.SelectMany(operations => operations)];
        var weights = operations.Sum(operation => operation switch { "nor_conv_3x3" => 10.0, "nor_conv_1x1" => 2.0, _ => 0.0 });
        return new(ToySearch.Score(candidate.Architecture))
        {
            Costs = ImmutableSortedDictionary<string, double>.Empty
                .Add("weights", weights)
                .Add("depth", operations.Count(operation => operation != "none")),
        };
    }

    /// <summary>The hypervolume that a proposer finds as a share of that of the front, the mean over ten seeds.</summary>
    public static double MeanShare(IProposer proposer, int evaluations) =>
        Enumerable.Range(0, 10).Average(seed => Front(proposer, evaluations, Objectives, seed).Hypervolume(-1, 100) / TrueHypervolume);

    /// <summary>The front that a proposer finds.</summary>
    public static ParetoFront Front(IProposer proposer, int evaluations, Objectives objectives, int seed = 1)
    {
        using var run = proposer.Start(ToySearch.Space, seed);
        var found = new List<EvaluatedCandidate>();
        while (found.Count < evaluations && run.Propose() is [var candidate])
        {
            found.Add(new(candidate, Evaluate(candidate)));
            run.Observe(found[^1]);
        }

        return ParetoFront.Of(found, objectives);
    }
}

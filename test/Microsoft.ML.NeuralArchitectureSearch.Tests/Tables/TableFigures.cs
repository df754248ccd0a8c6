using System.Diagnostics;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>How good the architectures are that searches of a table choose, over many seeds.</summary>
/// <param name="Evaluations">Evaluations of each search.</param>
/// <param name="Tests">The accuracy that the table reports of each search's choice, in percent.</param>
/// <param name="Score">Mean score of the choices, which they were chosen by.</param>
/// <param name="FoundOptimum">Share of the searches that chose the best architecture of the table.</param>
/// <param name="SecondsPerRun">Mean time of a search.</param>
public sealed record TableFigures(int Evaluations, IReadOnlyList<double> Tests, double Score, double FoundOptimum, double SecondsPerRun)
{
    /// <summary>Mean of the accuracies.</summary>
    public double Mean { get; } = Tests.Average();

    /// <summary>Standard deviation of the accuracies over the searches.</summary>
    public double StandardDeviation => Math.Sqrt(Tests.Sum(test => (test - Mean) * (test - Mean)) / (Tests.Count - 1));

    /// <summary>Standard error of their mean.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(Tests.Count);

    /// <summary>Searches a table with one seed after the other.</summary>
    public static TableFigures Of(SearchTable table, IProposer proposer, int evaluations, int runs, int firstSeed = 0)
    {
        using var evaluator = new TabularEvaluator(table.Entries);
        var begin = Stopwatch.GetTimestamp();
        var chosen = Enumerable.Range(firstSeed, runs).Select(seed => Search(table, proposer, evaluator, evaluations, seed)).ToArray();
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] tests = [.. chosen.Select(best => table.Test(best.Candidate.Architecture))];
        return new(
            evaluations,
            tests,
            chosen.Average(best => best.Result.Score),
            tests.Count(test => test >= table.Optimum) / (double)runs,
            seconds / runs);
    }

    private static EvaluatedCandidate Search(SearchTable table, IProposer proposer, TabularEvaluator evaluator, int evaluations, int seed) =>
        new CandidateSearch { Space = table.Space, Proposer = proposer, Evaluator = evaluator, Evaluations = evaluations, Seed = seed }.Run().Best!;
}

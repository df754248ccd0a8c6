using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>How good the architectures are that searches of a table choose, over many seeds.</summary>
/// <param name="Evaluations">Evaluations of each search.</param>
/// <param name="Tests">The accuracy that the table reports of each search's choice, in percent.</param>
/// <param name="Score">Mean score of the choices, which they were chosen by.</param>
/// <param name="FoundOptimum">Share of the searches that chose the best architecture of the table.</param>
/// <param name="SecondsPerRun">
/// Mean time of the processor of the searches that did not find the highest score before; not a number where all did.
/// </param>
public sealed record TableFigures(int Evaluations, IReadOnlyList<double> Tests, double Score, double FoundOptimum, double SecondsPerRun)
{
    /// <summary>Mean of the accuracies.</summary>
    public double Mean { get; } = Tests.Average();

    /// <summary>Standard deviation of the accuracies over the searches.</summary>
    public double StandardDeviation => Math.Sqrt(Tests.Sum(test => (test - Mean) * (test - Mean)) / (Tests.Count - 1));

    /// <summary>Standard error of their mean.</summary>
    public double StandardError => StandardDeviation / Math.Sqrt(Tests.Count);

    /// <summary>Searches a table with one seed after the other.</summary>
    public static TableFigures Of(SearchTable table, IProposer proposer, int evaluations, int runs, int firstSeed = 0) =>
        Of(table, proposer, [evaluations], runs, firstSeed).Single();

    /// <summary>
    /// Searches a table with one seed after the other: the figures of several numbers of evaluations, each those of the beginnings of the
    /// longest searches.
    /// </summary>
    public static ImmutableArray<TableFigures> Of(
        SearchTable table,
        IProposer proposer,
        ImmutableArray<int> budgets,
        int runs,
        int firstSeed = 0)
    {
        TableSearch[] searches = [.. Enumerable.Range(firstSeed, runs)
            .Select(seed => TableSearch.Run(table, proposer, budgets.Max(), seed))];
        return [.. budgets.Select(evaluations => Of(table, searches, evaluations))];
    }

    private static TableFigures Of(SearchTable table, TableSearch[] searches, int evaluations)
    {
        var chosen = searches.Select(search => search.Best(evaluations)).ToArray();
        double[] tests = [.. chosen.Select(best => table.Test(best.Candidate.Architecture))];
        return new(
            evaluations,
            tests,
            chosen.Average(best => best.Result.Score),
            tests.Count(test => test >= table.Optimum) / (double)tests.Length,
            searches.Average(search => search.Seconds(evaluations)) ?? double.NaN);
    }
}

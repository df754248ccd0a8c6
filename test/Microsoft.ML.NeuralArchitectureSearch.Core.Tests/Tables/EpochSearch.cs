using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A search of a table that counts epochs, not evaluations.</summary>
public static class EpochSearch
{
    /// <summary>For one seed after the other the best accuracy, in percent, of the architectures that were trained in full.</summary>
    public static double[] Best(SearchTable table, IProposer proposer, int epochs, int runs, int firstSeed = 0)
    {
        using var evaluator = new LookupEvaluator(table.Entries);
        return [.. Enumerable.Range(firstSeed, runs).Select(seed => Best(table, proposer, evaluator, epochs, seed))];
    }

    private static double Best(SearchTable table, IProposer proposer, LookupEvaluator evaluator, int epochs, int seed)
    {
        var full = NasBench101Sample.Epochs[^1];
        var best = double.NegativeInfinity;
        using var run = proposer.Start(table.Space, seed);
        while (run.Propose() is [var candidate] && (candidate.Epochs ?? full) <= epochs)
        {
            var result = evaluator.Evaluate(candidate);
            run.Observe(new(candidate, result));
            epochs -= candidate.Epochs ?? full;
            best = candidate.Epochs is null || candidate.Epochs == full ? Math.Max(best, table.Test(candidate.Architecture)) : best;
        }

        return best;
    }
}

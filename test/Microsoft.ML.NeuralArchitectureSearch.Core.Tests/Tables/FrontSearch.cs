using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>Searches of a table for the front of score and latency, against its true front.</summary>
public sealed class FrontSearch
{
    private readonly SearchTable _table;

    /// <summary>Finds the true front of a table.</summary>
    public FrontSearch(SearchTable table)
    {
        _table = table;
        using var evaluator = new LookupEvaluator(table.Entries);
        EvaluatedCandidate[] all = [.. table.Entries.Keys
            .Select(architecture => new EvaluatedCandidate(new(architecture), evaluator.Evaluate(new(architecture))))];
        True = ParetoFront.Of(all, Objectives);
        WorstOfAll = (all.Min(candidate => candidate.Result.Score), all.Max(Latency));
        WorstOfFront = (True.Candidates.Min(candidate => candidate.Result.Score), True.Candidates.Max(Latency));
    }

    /// <summary>Score and latency.</summary>
    public static Objectives Objectives { get; } = new(CostNames.Latency);

    /// <summary>The front of all architectures.</summary>
    public ParetoFront True { get; }

    /// <summary>The usual reference point: the worst score and latency of all architectures.</summary>
    public (double Score, double Latency) WorstOfAll { get; }

    /// <summary>A stricter reference point: the worst score and latency of the true front.</summary>
    public (double Score, double Latency) WorstOfFront { get; }

    /// <summary>Searches with one seed after the other.</summary>
    public ParetoFront[] Search(IProposer proposer, int evaluations, int runs, int firstSeed = 0)
    {
        using var evaluator = new LookupEvaluator(_table.Entries);
        return
        [
            .. Enumerable.Range(firstSeed, runs)
                .Select(seed => new CandidateSearch {
                    Space = _table.Space,
                    Proposer = proposer,
                    Evaluator = evaluator,
                    Evaluations = evaluations,
                    Seed = seed })
                .Select(search => ParetoFront.Of(search.Run().Candidates, Objectives)),
        ];
    }

    /// <summary>The hypervolume of a front as a share of that of the true one.</summary>
    public double Share(ParetoFront front, (double Score, double Latency) reference) =>
        front.Hypervolume(reference.Score, reference.Latency) / True.Hypervolume(reference.Score, reference.Latency);

    private static double Latency(EvaluatedCandidate candidate) => candidate.Result.Costs[CostNames.Latency];
}

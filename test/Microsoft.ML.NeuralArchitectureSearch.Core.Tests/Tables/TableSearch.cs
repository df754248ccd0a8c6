using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>
/// One search of a table, which ends where it found the architecture of the highest score: nothing could change its choice any more.
/// </summary>
/// <remarks>
/// What a search does is a function of its seed and of what it saw: its first 50 evaluations are those of a search of 50.
/// </remarks>
internal sealed class TableSearch : IEvaluator
{
    private readonly LookupEvaluator _table;
    private readonly double _highest;
    private readonly List<EvaluatedCandidate> _evaluated = [];
    private readonly List<TimeSpan> _times = [];
    private readonly TimeSpan _begin = Environment.CpuUsage.TotalTime;

    private TableSearch(SearchTable table)
    {
        _table = new(table.Entries);
        _highest = table.HighestScore;
    }

    private bool IsOver => _evaluated is [.., { Result.Score: var last }] && last >= _highest;

    /// <summary>Searches.</summary>
    public static TableSearch Run(SearchTable table, IProposer proposer, int evaluations, int seed)
    {
        using var search = new TableSearch(table);
        _ = new CandidateSearch
        {
            Space = table.Space,
            Proposer = proposer,
            Evaluator = search,
            Evaluations = evaluations,
            Seed = seed,
            IsCancelled = () => search.IsOver,
        }.Run();
        return search;
    }

    /// <summary>The choice of a search of so many evaluations: the highest score, the earliest of equals.</summary>
    public EvaluatedCandidate Best(int evaluations) => _evaluated.Take(evaluations).MaxBy(evaluated => evaluated.Result.Score)!;

    /// <summary>Seconds of the processor for so many evaluations; <see langword="null"/> where the search ended before them.</summary>
    public double? Seconds(int evaluations) => _times.Count < evaluations ? null : _times[evaluations - 1].TotalSeconds;

    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        var result = _table.Evaluate(candidate, cancellation);
        _evaluated.Add(new(candidate, result));
        _times.Add(Environment.CpuUsage.TotalTime - _begin);
        return result;
    }

    public void Dispose() => _table.Dispose();
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>What a search knows: every candidate that was evaluated.</summary>
internal sealed class NaoPool
{
    private readonly List<EvaluatedCandidate> _evaluated = [];

    /// <summary>Whether there is nothing to learn from: everything failed, or nothing was evaluated yet.</summary>
    public bool IsEmpty => _evaluated.All(evaluated => evaluated.Result.Failure is not null);

    /// <summary>All candidates; those that failed are as good as the worst that did not.</summary>
    public ImmutableArray<ScoredArchitecture> All => Scored(_evaluated);

    /// <summary>Remembers a candidate.</summary>
    public void Add(EvaluatedCandidate evaluated) => _evaluated.Add(evaluated);

    /// <summary>The candidates of a generation, as in <see cref="All"/>.</summary>
    public ImmutableArray<ScoredArchitecture> Of(int generation) =>
        Scored(_evaluated.Where(evaluated => evaluated.Candidate.Generation == generation));

    /// <summary>The best architectures since a generation, the best first, of equals the earliest.</summary>
    public ImmutableArray<Architecture> Best(int count, int since) =>
        [.. Descending(since).Select(evaluated => evaluated.Candidate.Architecture).Distinct().Take(count)];

    /// <summary>
    /// How many generations ago, counted from the given one, the best since another was found; <see langword="null"/> where there is none.
    /// </summary>
    public int? GenerationsSinceBest(int since, int now) =>
        Descending(since).FirstOrDefault() is { } best ? now - best.Candidate.Generation : null;

    private IEnumerable<EvaluatedCandidate> Descending(int since) => _evaluated
        .Where(evaluated => evaluated.Result.Failure is null && evaluated.Candidate.Generation >= since)
        .OrderByDescending(evaluated => evaluated.Result.Score);

    private ImmutableArray<ScoredArchitecture> Scored(IEnumerable<EvaluatedCandidate> candidates)
    {
        var worst = _evaluated.Where(evaluated => evaluated.Result.Failure is null).Min(evaluated => evaluated.Result.Score);
        return [.. candidates.Select(
            evaluated => new ScoredArchitecture(evaluated.Candidate.Architecture, Math.Max(worst, evaluated.Result.Score)))];
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>
/// The mean of the ranks that several evaluators give a candidate: scores of different kinds cannot be added, their ranks can.
/// </summary>
/// <remarks>
/// Ranks are taken among a sample of the space, drawn once, so that a candidate's score does not depend on when it comes. For one evaluator
/// it is the share of
/// the sample that scores lower, those that score the same counting half; the score is the mean over the evaluators, 0 to 1. What an
/// evaluator cannot
/// score ranks lowest. Compare the votes of zero-cost scores in Abdelfattah et al. (2021), arXiv:2101.08134, section 4.2.
/// </remarks>
internal sealed class RankAverage : IEvaluator
{
    private readonly ISearchSpace _space;
    private readonly ImmutableArray<IEvaluator> _evaluators;
    private readonly Random _random;
    private readonly int _sampleSize;
    private readonly List<ImmutableArray<double>> _sample = [];

    /// <summary>Puts evaluators together. The first candidate is kept waiting while the sample is scored.</summary>
    /// <param name="space">The space that the sample is drawn from.</param>
    /// <param name="evaluators">The evaluators, one or more; owned from here on.</param>
    /// <param name="random">The source of the sample.</param>
    /// <param name="sampleSize">Architectures in the sample. Default 50.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no evaluator.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sample is empty.</exception>
    public RankAverage(ISearchSpace space, ImmutableArray<IEvaluator> evaluators, Random random, int sampleSize = 50)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleSize);
        if (evaluators.IsDefaultOrEmpty)
        {
            throw new ArgumentException("Ranks are the average of at least one evaluator's.", nameof(evaluators));
        }

        (_space, _evaluators, _random, _sampleSize) = (space, evaluators, random, sampleSize);
    }

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ImmutableArray<EvaluationResult> results = [.. _evaluators.Select(evaluator => evaluator.Evaluate(candidate, cancellation))];
        while (_sample.Count < _sampleSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var drawn = new Candidate(_space.Sample(_random));
            _sample.Add([.. _evaluators.Select(evaluator => evaluator.Evaluate(drawn, cancellation).Score)]);
        }

        return new EvaluationResult(results.Select((result, evaluator) => Rank(result.Score, evaluator)).Average())
        {
            Costs = results.Aggregate(ImmutableSortedDictionary<string, double>.Empty, (costs, result) => costs.SetItems(result.Costs)),
            Duration = results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration),
        };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(RankAverage)} among {_sampleSize} of {string.Join(", ", _evaluators)}";

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var evaluator in _evaluators)
        {
            evaluator.Dispose();
        }
    }

    private double Rank(double score, int evaluator) =>
        _sample.Average(scores => scores[evaluator] < score ? 1 : scores[evaluator] == score ? 0.5 : 0);
}

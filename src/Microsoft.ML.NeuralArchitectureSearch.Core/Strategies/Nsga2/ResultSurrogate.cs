using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>Predicts what the evaluation of an architecture would give, by one ridge regression for the score and for each cost.</summary>
internal sealed class ResultSurrogate
{
    private readonly TokenFeatures _features;
    private readonly RidgeRegression _score;
    private readonly ImmutableSortedDictionary<string, RidgeRegression> _costs;

    /// <summary>Fits the regressions.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="observed">
    /// What is known, at least one candidate that did not fail. Those that failed have the lowest scores, and no costs.
    /// </param>
    /// <param name="objectives">Which costs to predict: the objectives and those with limits.</param>
    /// <param name="penalty">The weight of the squared coefficients.</param>
    /// <param name="beforeRow">Called before every row of a computation; it may throw.</param>
    public ResultSurrogate(
        ISequenceSpace space,
        IReadOnlyList<EvaluatedCandidate> observed,
        Objectives objectives,
        double penalty,
        Action beforeRow)
    {
        _features = new(space);
        float[][] all = [.. observed.Each(beforeRow).Select(evaluated => _features.Of(evaluated.Candidate.Architecture))];
        _score = RidgeRegression.Fit(all, [.. RankedScores.Of(observed)], penalty, beforeRow);

        var evaluated = all.Zip(observed).Where(pair => pair.Second.Result.Failure is null).ToArray();
        float[][] features = [.. evaluated.Select(pair => pair.First)];
        _costs = objectives.Costs.Union(objectives.Limits.Keys).ToImmutableSortedDictionary(
            name => name, name => RidgeRegression.Fit(
                features,
                [.. evaluated.Select(pair => pair.Second.Result.Costs[name])],
                penalty,
                beforeRow));
    }

    /// <summary>Predicts.</summary>
    /// <param name="architecture">A member of the space.</param>
    /// <returns>Costs, and a score in the units of <see cref="RankedScores"/>: only its order means something.</returns>
    public EvaluationResult Predict(Architecture architecture)
    {
        var features = _features.Of(architecture);
        return new(_score.Predict(features))
        {
            Costs = _costs.ToImmutableSortedDictionary(cost => cost.Key, cost => cost.Value.Predict(features))
        };
    }
}

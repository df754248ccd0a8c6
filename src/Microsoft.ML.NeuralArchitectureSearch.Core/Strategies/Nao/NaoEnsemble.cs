using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>The models of a search: each is trained on the same, from other weights, and what they predict is averaged.</summary>
/// <param name="space">The space.</param>
/// <param name="options">How many models, and how they are trained.</param>
/// <param name="random">Draws their seeds.</param>
/// <param name="context">Asked before every step.</param>
internal sealed class NaoEnsemble(ISequenceSpace space, NaoOptions options, Random random, ProposerContext context) : IDisposable
{
    private readonly ImmutableArray<NaoModel> _models =
        [.. Enumerable.Range(0, options.Models).Select(_ => new NaoModel(space, options.Model, random.Next()))];

    private bool _trained;

    /// <summary>Trains all models on what is known.</summary>
    public void Train(IReadOnlyCollection<ScoredArchitecture> pool)
    {
        foreach (var model in _models)
        {
            model.Train(pool, _trained ? options.TrainingSteps : options.InitialTrainingSteps, context.ThrowIfCancelled);
        }

        _trained = true;
    }

    /// <summary>What the models predict, on average.</summary>
    public ImmutableArray<double> Predict(IReadOnlyCollection<Architecture> architectures)
    {
        ImmutableArray<double>[] predictions = [.. _models.Each(context.ThrowIfCancelled).Select(model => model.Predict(architectures))];
        return [.. Enumerable.Range(0, architectures.Count).Select(index => predictions.Average(prediction => prediction[index]))];
    }

    /// <summary>
    /// The architectures that lie uphill of others, after one step size after the other, each with the one it comes from.
    /// </summary>
    public IEnumerable<IReadOnlyList<(Architecture Found, Architecture Parent)>> Improve(IReadOnlyCollection<Architecture> parents)
    {
        var ascents = new List<EmbeddingAscent>();
        try
        {
            ascents.AddRange(_models.Each(context.ThrowIfCancelled).Select(model => new EmbeddingAscent(model, parents)));
            for (var factor = 1; factor <= options.StepSizes; factor++)
            {
                yield return [.. ascents.SelectMany(ascent => ascent.At(factor * options.StepSize, context.ThrowIfCancelled).Zip(parents))];
            }
        }
        finally
        {
            foreach (var ascent in ascents)
            {
                ascent.Dispose();
            }
        }
    }

    /// <summary>
    /// Share of the pairs of different scores that the common prediction puts in the right order; not a number where there is no such pair.
    /// </summary>
    public double AccuracyOn(IReadOnlyCollection<ScoredArchitecture> pool) =>
        PairwiseAccuracy.Of(Predict([.. pool.Select(scored => scored.Architecture)]), [.. pool.Select(scored => scored.Score)]);

    /// <summary>
    /// How well the models know some architectures: the order of their common prediction, and the mean distance of what they read back.
    /// </summary>
    public NaoModelQuality Measure(IReadOnlyCollection<ScoredArchitecture> pool) =>
        new(AccuracyOn(pool), _models.Average(model => model.Measure(pool, context.ThrowIfCancelled).ReconstructionDistance));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var model in _models)
        {
            model.Dispose();
        }
    }
}

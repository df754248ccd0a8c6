using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>Predicts the scores of architectures from those that were evaluated.</summary>
/// <remarks>Predictions are in the units of <see cref="RankedScores"/>: only their order and their spread mean something.</remarks>
internal sealed class ScoreSurrogate : IDisposable
{
    private readonly TokenFeatures _features;
    private readonly PerceptronEnsemble _ensemble;
    private readonly ProposerContext _context;

    private ScoreSurrogate(TokenFeatures features, PerceptronEnsemble ensemble, ProposerContext context) =>
        (_features, _ensemble, _context) = (features, ensemble, context);

    /// <summary>Trains a new ensemble.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="observed">What is known, at least one candidate.</param>
    /// <param name="options">Size and training of the ensemble.</param>
    /// <param name="random">The source of every draw.</param>
    /// <param name="context">Asked before every step.</param>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static ScoreSurrogate Train(
        ISequenceSpace space, IReadOnlyList<EvaluatedCandidate> observed, SurrogateOptions options, Random random, ProposerContext context)
    {
        using var threads = TorchThreads.Single();
        using var scope = NewDisposeScope();
        var features = new TokenFeatures(space);
        var ensemble = new PerceptronEnsemble(features.Count, features.PlaceCount, options, random);
        try
        {
            var inputs = features.Of([.. observed.Each(context.ThrowIfCancelled).Select(evaluated => evaluated.Candidate.Architecture)]);
            ensemble.Fit(inputs, tensor(RankedScores.Of(observed), device: CPU), random, context.ThrowIfCancelled);
            return new(features, ensemble, context);
        }
        catch
        {
            ensemble.Dispose();
            throw;
        }
    }

    /// <summary>Predicts.</summary>
    /// <param name="architectures">Members of the space, at least one.</param>
    /// <returns>For each of them mean and standard deviation of the ensemble's predictions.</returns>
    public ImmutableArray<(double Mean, double Deviation)> Predict(IReadOnlyList<Architecture> architectures)
    {
        using var threads = TorchThreads.Single();
        using var scope = NewDisposeScope();
        var predictions = _ensemble.Predict(_features.Of([.. architectures.Each(_context.ThrowIfCancelled)])); // [E, N]
        var means = predictions.mean([0]).data<float>().ToArray();
        var deviations = predictions.std(0).data<float>().ToArray();
        return [.. means.Zip(deviations, (mean, deviation) => ((double)mean, (double)deviation))];
    }

    /// <inheritdoc />
    public void Dispose() => _ensemble.Dispose();
}

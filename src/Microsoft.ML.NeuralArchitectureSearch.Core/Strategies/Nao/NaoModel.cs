using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>
/// NAO's encoder, performance predictor and decoder over one space: learns which architectures are good, and makes better ones of them.
/// </summary>
/// <remarks>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 3. On the CPU, in float32.</remarks>
internal sealed class NaoModel : IDisposable
{
    private readonly NaoModelOptions _options;
    private readonly Random _random;
    private readonly NaoTraining _training;

    /// <summary>Makes an untrained model.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="options">Sizes and training. Default: those of <see cref="NaoModelOptions"/>.</param>
    /// <param name="seed">
    /// The seed of the weights and of the order in training. Default 0. Torch's own generator goes on as if nothing had happened.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no space.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit together, see <see cref="NaoModelOptions.AddsTokens"/>.</exception>
    public NaoModel(ISequenceSpace space, NaoModelOptions? options = null, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        _options = options ?? new NaoModelOptions();
        _random = new Random(seed);
        Space = space;
        using var torchSeed = new TorchSeed(_random.Next());
        Encoder = new ArchitectureEncoder(space.VocabularySize, _options);
        Predictor = new PerformancePredictor(space.SequenceLength, _options);
        Decoder = new ArchitectureDecoder(space.VocabularySize, _options);
        _training = new NaoTraining(this, _options, _random);
    }

    /// <summary>The space of the architectures.</summary>
    public ISequenceSpace Space { get; }

    /// <summary>Embeds architectures.</summary>
    public ArchitectureEncoder Encoder { get; }

    /// <summary>Predicts from an embedding how good an architecture is.</summary>
    public PerformancePredictor Predictor { get; }

    /// <summary>Writes the architecture of an embedding.</summary>
    public ArchitectureDecoder Decoder { get; }

    /// <summary>Trains encoder, predictor and decoder together; what was learnt before stays the beginning.</summary>
    /// <param name="pool">Members of the space and how good they are, at least one.</param>
    /// <param name="steps">Gradient steps, at least 1.</param>
    /// <param name="cancellation">Checked before every step. Default: never cancelled.</param>
    /// <exception cref="ArgumentNullException">There is no pool.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is zero or negative.</exception>
    /// <exception cref="ArgumentException">
    /// The pool is empty, a score is not a finite number, or an architecture does not belong to the space.
    /// </exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the steps until then count.</exception>
    public void Train(IReadOnlyCollection<ScoredArchitecture> pool, int steps, CancellationToken cancellation = default) =>
        Train(pool, steps, cancellation.ThrowIfCancellationRequested);

    internal void Train(IReadOnlyCollection<ScoredArchitecture> pool, int steps, Action beforeStep)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ThrowIfUnusable(pool);
        ImmutableArray<int>[] first = [.. pool.Select(scored => Space.Encode(scored.Architecture))];
        double[] scores = [.. pool.Select(scored => scored.Score)];
        var targets = _options.RanksScores ? ScoreTargets.Ranks(scores) : ScoreTargets.Scaled(scores);
        List<(ImmutableArray<int> Tokens, float Target)> samples = [.. first.Zip(targets)];
        for (var copy = 0; copy < _options.Symmetries; copy++)
        {
            beforeStep();
            samples.AddRange(first.Zip(
                targets,
                (tokens, target) => (Tokens: Space.Permute(tokens, _random), Target: target, Original: tokens))
                .Where(other => !other.Tokens.SequenceEqual(other.Original))
                .Select(other => (other.Tokens, other.Target)));
        }

        using var sequences = new TokenSequences(Space, [.. samples.Select(sample => sample.Tokens)], beforeStep);
        _training.Run(sequences, [.. samples.Select(sample => sample.Target)], steps, beforeStep);
    }

    /// <summary>Compares what the model says of architectures with what is known of them.</summary>
    /// <param name="pool">Members of the space and how good they are, at least one.</param>
    /// <returns>
    /// The order of the predictions against that of the scores, and how exactly the architectures are read back from their embeddings.
    /// </returns>
    /// <exception cref="ArgumentNullException">There is no pool.</exception>
    /// <exception cref="ArgumentException">
    /// The pool is empty, a score is not a finite number, or an architecture does not belong to the space.
    /// </exception>
    public NaoModelQuality Measure(IReadOnlyCollection<ScoredArchitecture> pool) => Measure(pool, beforePlace: null);

    internal NaoModelQuality Measure(IReadOnlyCollection<ScoredArchitecture> pool, Action? beforePlace)
    {
        ThrowIfUnusable(pool);
        Architecture[] architectures = [.. pool.Select(scored => scored.Architecture)];
        using var embeddings = Encode(architectures);
        var distances = Decoder.Decode(embeddings, Space, beforePlace)
            .Zip(architectures.Select(Space.Encode), (written, read) => written.Zip(read).Count(pair => pair.First != pair.Second));
        return new(PairwiseAccuracy.Of(Predict(embeddings), [.. pool.Select(scored => scored.Score)]), distances.Average());
    }

    /// <summary>Predicts how good architectures are.</summary>
    /// <param name="architectures">Members of the space, at least one.</param>
    /// <returns>
    /// For each a number, the higher the better, on the scale of <see cref="NaoModelOptions.RanksScores"/>: about 0 for the worst of the
    /// last training to 1 for the best.
    /// </returns>
    /// <exception cref="ArgumentException">There is no architecture, or one does not belong to the space.</exception>
    public ImmutableArray<double> Predict(IReadOnlyCollection<Architecture> architectures)
    {
        using var embeddings = Encode(architectures);
        return Predict(embeddings);
    }

    /// <summary>Embeds architectures.</summary>
    /// <param name="architectures">Members of the space, at least one.</param>
    /// <returns>Their embeddings, float32 <c>[N, T, H]</c>, without a gradient.</returns>
    /// <exception cref="ArgumentException">There is no architecture, or one does not belong to the space.</exception>
    public Tensor Encode(IReadOnlyCollection<Architecture> architectures)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        if (architectures.Count == 0)
        {
            throw new ArgumentException("At least one architecture is needed.", nameof(architectures));
        }

        using var noGradient = no_grad();
        using var tokens = tensor(
            (long[])[.. architectures.SelectMany(architecture => Space.Encode(architecture)).Select(token => (long)token)],
            [architectures.Count, Space.SequenceLength],
            device: CPU);
        return Encoder.call(tokens);
    }

    /// <summary>Writes the architectures of embeddings.</summary>
    /// <param name="embeddings">Embeddings, float32 <c>[N, T, H]</c>.</param>
    /// <returns>For each a member of the space.</returns>
    /// <exception cref="ArgumentNullException">There are no embeddings.</exception>
    public ImmutableArray<Architecture> Decode(Tensor embeddings) => Decode(embeddings, beforePlace: null);

    internal ImmutableArray<Architecture> Decode(Tensor embeddings, Action? beforePlace) =>
        [.. Decoder.Decode(embeddings, Space, beforePlace).Select(tokens => Space.Decode(tokens.AsSpan()))];

    /// <summary>Makes architectures that should be better: moves the embeddings of given ones uphill and reads them back.</summary>
    /// <param name="architectures">Members of the space, at least one.</param>
    /// <param name="stepSize">η of Eq. (2): how far, as a multiple of the predictor's gradient.</param>
    /// <returns>For each a member of the space, possibly itself.</returns>
    /// <exception cref="ArgumentException">There is no architecture, or one does not belong to the space.</exception>
    public ImmutableArray<Architecture> Improve(IReadOnlyCollection<Architecture> architectures, double stepSize)
    {
        using var ascent = new EmbeddingAscent(this, architectures);
        return ascent.At(stepSize);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _training.Dispose();
        Encoder.Dispose();
        Predictor.Dispose();
        Decoder.Dispose();
    }

    private ImmutableArray<double> Predict(Tensor embeddings)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var values = Predictor.call(embeddings).to(ScalarType.Float64).data<double>();
        return [.. values.ToArray()];
    }

    private static void ThrowIfUnusable(IReadOnlyCollection<ScoredArchitecture> pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (pool.Count == 0 || pool.Any(scored => !double.IsFinite(scored.Score)))
        {
            throw new ArgumentException(
                $"Scores are finite numbers, at least one; found [{string.Join(", ", pool.Select(scored => scored.Score))}].",
                nameof(pool));
        }
    }
}

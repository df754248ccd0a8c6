using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The global space of chains: layer after layer a convolution, a pooling or a dense layer, as many as one likes up to a limit.
/// </summary>
/// <remarks>
/// <para>After Baker et al. (2017), arXiv:1611.02167. Only chains whose layers all fit their feature maps are members: a kernel or a stride
/// is
/// never larger than what it reads, and dense layers stand at the end, where the feature map is small enough.</para>
/// <para>A sequence has one token for each layer: token 0 ends the chain and fills the rest of the sequence, the others are the layers that
/// the choices allow.</para>
/// </remarks>
public sealed record ChainSpace : SequenceSpace<Chain>, INetworkSpace, IProgressiveSpace
{
    private const int End = 0;

    private readonly ImmutableArray<ChainLayer> _layers;

    /// <summary>Creates the space of chains for images of one size.</summary>
    /// <param name="shape">Size of the images.</param>
    /// <param name="choices">What the layers may be. <see langword="null"/>: the default choices.</param>
    /// <exception cref="ArgumentException">
    /// The images have no pixels, or no layer of the choices fits them, so that there is no chain.
    /// </exception>
    public ChainSpace(MapShape shape, ChainChoices? choices = null)
    {
        if (shape.Channels <= 0 || shape.Height <= 0 || shape.Width <= 0)
        {
            throw new ArgumentException($"Images have at least one channel and one pixel; found {shape}.", nameof(shape));
        }

        (Shape, Choices) = (Checked.Shape(shape, nameof(shape)), choices ?? new());
        _layers = Choices.Layers;
        if (Allowed([]).IsEmpty)
        {
            throw new ArgumentException(
                $"The space has no architecture: none of the {_layers.Length} layers to choose from fits images of {shape}.",
                nameof(choices));
        }
    }

    /// <summary>Size of the images.</summary>
    public MapShape Shape { get; }

    /// <summary>What the layers may be.</summary>
    public ChainChoices Choices { get; }

    /// <inheritdoc />
    public override int VocabularySize => _layers.Length + 1;

    /// <inheritdoc />
    public override int SequenceLength => Choices.MaximumLayers;

    /// <inheritdoc />
    public override BigInteger Count => CountFrom(new(Shape.Height, Shape.Width, IsDense: false), SequenceLength, []) - 1;

    /// <inheritdoc />
    /// <remarks>One for each layer that a chain may have.</remarks>
    public int Levels => SequenceLength;

    /// <inheritdoc />
    /// <remarks>The first of the layers that fit the images, alone.</remarks>
    public Architecture Smallest => WithLast([], Allowed([])[0]);

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix)
    {
        var state = new ChainState(Shape.Height, Shape.Width, IsDense: false);
        foreach (var token in prefix)
        {
            if (token == End)
            {
                return [End];
            }

            state = state.After(_layers[token - 1]);
        }

        var layers = Enumerable.Range(1, _layers.Length).Where(token => state.Fits(_layers[token - 1], Choices.LargestDenseInput));
        return prefix.IsEmpty ? [.. layers] : [End, .. layers];
    }

    /// <inheritdoc />
    /// <remarks>The chain's layers before the level stay; those behind it, which need not fit any more, do not.</remarks>
    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
        var before = Encode(architecture)[..(level - 1)];
        return Allowed(before.AsSpan()).Select(token => WithLast(before, token));
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => Chain.FromJson(json);

    /// <inheritdoc />
    /// <remarks>A chain names its own widths: of the size only the images and the classes count.</remarks>
    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return ChainNetwork.Describe(Decode(Encode(architecture).AsSpan()), size);
    }

    /// <inheritdoc />
    public bool Equals(ChainSpace? other) =>
        other is not null && Shape == other.Shape && SequenceLength == other.SequenceLength
        && Choices.LargestDenseInput == other.Choices.LargestDenseInput && _layers.SequenceEqual(other._layers);

    /// <inheritdoc />
    public override int GetHashCode() =>
        _layers.Aggregate(HashCode.Combine(Shape, SequenceLength, Choices.LargestDenseInput), HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() =>
        $"{nameof(ChainSpace)} of up to {SequenceLength} out of {_layers.Length} layers for images of {Shape}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(Chain architecture)
    {
        int[] tokens = [.. architecture.Layers.Select(layer => _layers.IndexOf(layer) + 1)];
        return tokens.Length <= SequenceLength
            && !tokens.Contains(End)
            && Enumerable.Range(0, tokens.Length).All(position => Allowed(tokens.AsSpan(0, position)).Contains(tokens[position]))
            ? [.. tokens, .. Enumerable.Repeat(End, SequenceLength - tokens.Length)]
            : null;
    }

    /// <inheritdoc />
    protected override Chain ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        int[] layers = [.. tokens];
        return new([.. layers.TakeWhile(token => token != End).Select(token => _layers[token - 1])]);
    }

    private Chain WithLast(ImmutableArray<int> before, int token) =>
        ArchitectureOf([.. before, token, .. Enumerable.Repeat(End, SequenceLength - before.Length - 1)]);

    // Chains of at most so many more layers, the empty one among them.
    private BigInteger CountFrom(ChainState state, int layers, Dictionary<(ChainState State, int Layers), BigInteger> known)
    {
        if (layers == 0)
        {
            return 1;
        }

        if (!known.TryGetValue((state, layers), out var count))
        {
            count = _layers.Where(layer => state.Fits(layer, Choices.LargestDenseInput))
                .Aggregate(BigInteger.One, (sum, layer) => sum + CountFrom(state.After(layer), layers - 1, known));
            known[(state, layers)] = count;
        }

        return count;
    }
}

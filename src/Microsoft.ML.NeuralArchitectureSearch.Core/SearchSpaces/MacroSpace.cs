using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>A global space in the manner of MobileNet: the widths and strides are given, the block of each layer is chosen.</summary>
/// <remarks>
/// A sequence has one token for each layer: the index of its block among all blocks of the space, in the order in which the stages first
/// name them.
/// <see cref="MacroSpaces"/> holds those of the literature. Progressive search grows a network layer by layer, from the images on.
/// </remarks>
public sealed record MacroSpace : SequenceSpace<MacroArchitecture>, INetworkSpace, IProgressiveSpace
{
    private readonly ImmutableArray<MacroBlock> _blocks;
    private readonly ImmutableArray<string> _names;
    private readonly ImmutableArray<ImmutableArray<int>> _allowed;

    /// <summary>Creates a space.</summary>
    /// <param name="stemChannels">Channels of the 3x3 convolution before the first layer.</param>
    /// <param name="stages">The layers, stage by stage.</param>
    /// <param name="headChannels">Channels of the 1x1 convolution behind the last layer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of channels is zero or negative.</exception>
    /// <exception cref="ArgumentException">
    /// There is no stage, two different blocks have one name, or a layer has no candidate that can change channels or size as it must, so
    /// that
    /// there is no architecture.
    /// </exception>
    public MacroSpace(int stemChannels, ImmutableArray<MacroStage> stages, int headChannels)
    {
        StemChannels = Checked.Positive(stemChannels, nameof(stemChannels));
        HeadChannels = Checked.Positive(headChannels, nameof(headChannels));
        if (stages.IsDefaultOrEmpty || stages.Any(stage => stage is null))
        {
            throw new ArgumentException("There is at least one stage, and none is missing.", nameof(stages));
        }

        Stages = stages;
        _blocks = [.. stages.SelectMany(stage => stage.Choices).Distinct()];
        _names = [.. _blocks.Select(block => block.Name)];
        if (_names.CountBy(name => name).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"Two different blocks are called '{twice}'.", nameof(stages));
        }

        _allowed = [.. MacroLayer.Of(stemChannels, stages).Select(layer => AllowedAt(layer, nameof(stages)))];
    }

    /// <summary>Channels of the 3x3 convolution before the first layer.</summary>
    public int StemChannels { get; }

    /// <summary>Stride of the convolution before the first layer. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int StemStride { get; init => field = Checked.Positive(value, nameof(StemStride)); } = 1;

    /// <summary>The layers, stage by stage.</summary>
    public ImmutableArray<MacroStage> Stages { get; }

    /// <summary>Channels of the 1x1 convolution behind the last layer.</summary>
    public int HeadChannels { get; }

    /// <inheritdoc />
    public override int VocabularySize => _blocks.Length;

    /// <inheritdoc />
    public override int SequenceLength => _allowed.Length;

    /// <inheritdoc />
    public override BigInteger Count => _allowed.Aggregate(BigInteger.One, (product, tokens) => product * tokens.Length);

    /// <inheritdoc />
    /// <remarks>One for each layer.</remarks>
    public int Levels => SequenceLength;

    /// <inheritdoc />
    /// <remarks>
    /// Each layer is a <see cref="SkipBlock"/> or an <see cref="IdentityBlock"/> where there is one that can stand there, else the first
    /// block that can.
    /// </remarks>
    public Architecture Smallest =>
        ArchitectureOf(
            [.. _allowed.Select(tokens => tokens.Where(token => _blocks[token] is SkipBlock or IdentityBlock).FirstOrDefault(tokens[0]))]);

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix) => _allowed[prefix.Length];

    /// <inheritdoc />
    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
        return TokenChoices.Of(this, architecture, first: level - 1, count: 1);
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => MacroArchitecture.FromJson(json);

    /// <inheritdoc />
    /// <remarks>
    /// Where <see cref="NetworkSize.Channels"/> is set, it replaces <see cref="StemChannels"/>, and all widths change by the same factor,
    /// rounded to
    /// even numbers.
    /// </remarks>
    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        var tokens = Encode(architecture);
        return MacroNetwork.Describe(this, [.. tokens.Select(token => _blocks[token])], size);
    }

    /// <inheritdoc />
    public bool Equals(MacroSpace? other) =>
        other is not null && StemChannels == other.StemChannels && StemStride == other.StemStride && HeadChannels == other.HeadChannels
        && Stages.SequenceEqual(other.Stages);

    /// <inheritdoc />
    public override int GetHashCode() => Stages.Aggregate(HashCode.Combine(StemChannels, StemStride, HeadChannels), HashCode.Combine);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(MacroSpace)} of {SequenceLength} layers out of {string.Join(", ", _blocks)}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(MacroArchitecture architecture)
    {
        ImmutableArray<int> tokens = [.. architecture.Blocks.Select(name => _names.IndexOf(name))];
        return tokens.Length == SequenceLength && tokens.Zip(_allowed).All(pair => pair.Second.Contains(pair.First)) ? tokens : null;
    }

    /// <inheritdoc />
    protected override MacroArchitecture ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        int[] all = [.. tokens];
        return new([.. all.Select(token => _names[token])]);
    }

    private ImmutableArray<int> AllowedAt(MacroLayer layer, string parameter)
    {
        var able = layer.Choices.Where(block => block.CanChangeSize || !layer.ChangesSize);
        ImmutableArray<int> allowed = [.. able.Select(block => _blocks.IndexOf(block)).Order()];
        return allowed.IsEmpty
            ? throw new ArgumentException(
                $"The space has no architecture: none of {string.Join(", ", layer.Choices)} can stand where channels or size change, "
                + $"to {layer.Channels} channels at stride {layer.Stride}.",
                parameter)
            : allowed;
    }
}

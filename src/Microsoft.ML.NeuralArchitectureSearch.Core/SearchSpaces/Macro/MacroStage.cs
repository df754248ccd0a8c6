using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;

/// <summary>Layers of one number of channels; the first one may halve the feature map.</summary>
/// <param name="Channels">Channels of each layer.</param>
/// <param name="Layers">Number of layers.</param>
/// <param name="Stride">Stride of the first layer.</param>
/// <param name="Choices">The candidates of each layer.</param>
public sealed record MacroStage(int Channels, int Layers, int Stride, ImmutableArray<MacroBlock> Choices)
{
    /// <summary>Channels of each layer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int Channels
    {
        get;
        init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels));
    } = Checked.Within(1, Checked.MostSize, Channels, nameof(Channels));

    /// <summary>Number of layers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int Layers
    {
        get;
        init => field = Checked.Within(1, Checked.MostCount, value, nameof(Layers));
    } = Checked.Within(1, Checked.MostCount, Layers, nameof(Layers));

    /// <summary>Stride of the first layer; the others have stride 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Stride { get; init => field = Checked.Positive(value, nameof(Stride)); } = Checked.Positive(Stride, nameof(Stride));

    /// <summary>The candidates of each layer; where the size changes, those that can.</summary>
    /// <exception cref="ArgumentException">There is no candidate, or two have one name.</exception>
    public ImmutableArray<MacroBlock> Choices
    {
        get;
        init => field = Distinct(value, nameof(Choices));
    } = Distinct(Choices, nameof(Choices));

    /// <inheritdoc />
    public bool Equals(MacroStage? other) =>
        other is not null && Channels == other.Channels && Layers == other.Layers && Stride == other.Stride
            && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc />
    public override int GetHashCode() => Choices.Aggregate(HashCode.Combine(Channels, Layers, Stride), HashCode.Combine);

    private static ImmutableArray<MacroBlock> Distinct(ImmutableArray<MacroBlock> choices, string option) =>
        !choices.IsDefaultOrEmpty && choices.All(block => block is not null)
            && choices.DistinctBy(block => block.Name).Count() == choices.Length
            ? choices
            : throw new ArgumentException(
                $"A layer has at least one candidate, each with a name of its own; found "
                + $"[{(choices.IsDefault ? "" : string.Join(", ", choices))}].",
                option);
}

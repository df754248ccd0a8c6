using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>A fully connected layer; a feature map is laid out as one vector, channel by channel.</summary>
/// <param name="InputSize">Values that it reads.</param>
/// <param name="OutputSize">Values that it gives.</param>
public sealed record LinearLayer(int InputSize, int OutputSize) : Layer
{
    /// <summary>Values that it reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int InputSize
    {
        get;
        init => field = Checked.Positive(value, nameof(InputSize));
    } = Checked.Positive(InputSize, nameof(InputSize));

    /// <summary>Values that it gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int OutputSize
    {
        get;
        init => field = Checked.Positive(value, nameof(OutputSize));
    } = Checked.Positive(OutputSize, nameof(OutputSize));

    /// <inheritdoc />
    public override long ParameterCount => ((long)InputSize + 1) * OutputSize;

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs)
    {
        var input = Single(inputs, "linear layer");
        return input.Size == InputSize
            ? new(OutputSize, 1, 1)
            : throw new ArgumentException(
                $"A linear layer of {InputSize} inputs cannot read a feature map of {input.Size} values.",
                nameof(inputs));
    }

    /// <inheritdoc />
    public override long MultiplyAddsOf(ImmutableArray<MapShape> inputs) => (long)InputSize * OutputSize;
}

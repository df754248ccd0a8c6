using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>In training, values become zero at random and the others grow, so that the expected value stays; otherwise the input.</summary>
/// <param name="Probability">Probability that a value becomes zero, within [0, 1).</param>
public sealed record DropoutLayer(double Probability) : Layer
{
    /// <summary>Probability that a value becomes zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Probability
    {
        get;
        init => field = Checked.BelowOne(value, nameof(Probability));
    } = Checked.BelowOne(Probability, nameof(Probability));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "dropout");
}

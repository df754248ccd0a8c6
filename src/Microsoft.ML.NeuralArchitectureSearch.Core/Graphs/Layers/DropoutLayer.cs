using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>In training, values become zero at random and the others grow, so that the expected value stays; otherwise the input.</summary>
/// <param name="Probability">Probability that a value becomes zero, within [0, 1).</param>
public sealed record DropoutLayer(double Probability) : Layer
{
    /// <summary>Probability that a value becomes zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Probability { get; init => field = Checked.BelowOne(value, nameof(Probability)); } = Checked.BelowOne(Probability, nameof(Probability));

    /// <inheritdoc />
    public override ImageShape OutputOf(ImmutableArray<ImageShape> inputs) => Single(inputs, "dropout");
}

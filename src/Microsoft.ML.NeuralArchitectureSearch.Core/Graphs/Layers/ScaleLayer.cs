using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Every value times a constant.</summary>
/// <param name="Factor">The constant.</param>
public sealed record ScaleLayer(double Factor) : Layer
{
    /// <summary>The constant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public double Factor { get; init => field = Checked.Finite(value, nameof(Factor)); } = Checked.Finite(Factor, nameof(Factor));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "scale");
}

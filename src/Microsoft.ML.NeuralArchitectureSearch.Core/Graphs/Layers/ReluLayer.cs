using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>What is negative becomes zero.</summary>
/// <param name="Maximum">What is larger becomes this; 6 in networks for phones. Default: nothing is too large.</param>
public sealed record ReluLayer(double? Maximum = null) : Layer
{
    /// <summary>What is larger becomes this; 6 in networks for phones. Default: nothing is too large.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double? Maximum { get; init => field = Checked.Positive(value, nameof(Maximum)); } = Checked.Positive(Maximum, nameof(Maximum));

    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "ReLU");
}

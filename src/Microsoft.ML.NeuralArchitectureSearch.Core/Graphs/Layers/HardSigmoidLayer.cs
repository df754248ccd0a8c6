using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Every value x as ReLU6(x + 3) / 6: between 0 and 1.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3" (2019), arXiv:1905.02244, section 5.2.</remarks>
public sealed record HardSigmoidLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "hard sigmoid");
}

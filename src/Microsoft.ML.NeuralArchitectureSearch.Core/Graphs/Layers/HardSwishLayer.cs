using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Every value x times ReLU6(x + 3) / 6.</summary>
/// <remarks>Howard et al., "Searching for MobileNetV3" (2019), arXiv:1905.02244, section 5.2.</remarks>
public sealed record HardSwishLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "hard swish");
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>Marks the logits of an auxiliary classifier: a second output of the network in training, not computed in prediction.</summary>
/// <remarks>Szegedy et al., "Going Deeper with Convolutions" (2015), arXiv:1409.4842, section 5.</remarks>
public sealed record AuxiliaryOutputLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "auxiliary output");
}

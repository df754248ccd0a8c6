using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

/// <summary>
/// A path that training leaves out at random, for each image independently; what is left is scaled up, so that the expected value stays.
/// </summary>
/// <remarks>
/// Larsson et al., "FractalNet" (2017), arXiv:1605.07648; scheduled as in Zoph et al. (2018), arXiv:1707.07012. The probability is a
/// setting of the
/// training, <c>TrainingOptions.DropPathProbability</c>, which grows from epoch to epoch.
/// </remarks>
public sealed record DropPathLayer : Layer
{
    /// <inheritdoc />
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => Single(inputs, "drop path");
}

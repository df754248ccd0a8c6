using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A feature map of a region: an input, a sum of branches, or other states side by side.</summary>
/// <param name="Shape">Its size.</param>
/// <param name="Parts">The states whose channels, side by side, it consists of; empty for an input and for a sum.</param>
internal sealed record StatePlan(MapShape Shape, ImmutableArray<int> Parts);

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>The first channels of a feature map, as NAS-Bench-101 narrows what a vertex reads.</summary>
internal sealed record FirstChannelsLayer(int Channels) : Layer
{
    public override MapShape OutputOf(ImmutableArray<MapShape> inputs) => inputs[0] with { Channels = Channels };
}

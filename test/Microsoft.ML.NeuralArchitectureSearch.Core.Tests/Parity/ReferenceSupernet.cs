using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>The reference code's supernet of 4 channels and 3 cells for images of 3x16x16 and 10 classes, with its weights.</summary>
internal static class ReferenceSupernet
{
    private static readonly DartsCellSpace Space = new();

    /// <summary>The graph, each edge with its own operations: the running statistics of the file differ from edge to edge.</summary>
    public static NetworkGraph Graph { get; } =
        SeparateEdges.Of(Space.DescribeSupernet(new NetworkSize(new MapShape(3, 16, 16), 10) { Channels = 4, Cells = 3 }));

    /// <summary>Loads it, in evaluation mode.</summary>
    /// <param name="oracle">The file.</param>
    /// <param name="type">Type of its weights.</param>
    public static GraphSupernet Load(Oracle oracle, ScalarType type)
    {
        var supernet = new GraphSupernet(Graph);
        supernet.to(type);
        oracle.LoadInto(
            supernet,
            SupernetReferenceNames.Of(Space, Graph).ToDictionary(entry => $"network.{entry.Key}", entry => entry.Value.Single()));
        supernet.eval();
        return supernet;
    }
}

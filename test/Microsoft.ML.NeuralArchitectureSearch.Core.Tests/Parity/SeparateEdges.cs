using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>
/// A supernet in which every edge has its own copy of each operation, as in the reference code: operations without weights are shared
/// otherwise.
/// </summary>
internal static class SeparateEdges
{
    private const string Shared = ".states.";

    public static NetworkGraph Of(NetworkGraph graph)
    {
        var builder = new GraphBuilder(graph.Nodes[0].Output);
        var places = new Dictionary<int, int> { [0] = 0 };
        foreach (var (index, node) in graph.Nodes.Index().Skip(1).Where(node => !node.Item.Key.Contains(Shared, StringComparison.Ordinal)))
        {
            var scope = node.Key[..(node.Key.LastIndexOf('.') + 1)];
            ImmutableArray<int> inputs = [.. node.Inputs.Select(input => node.Layer is ChoiceLayer ? Copy(input, scope) : places[input])];
            places[index] = builder.Add(node.Key, node.Layer, inputs.AsSpan());
        }

        return builder.Build();

        int Copy(int index, string scope)
        {
            var node = graph.Nodes[index];
            return node.Key.Contains(Shared, StringComparison.Ordinal)
                ? builder.Add(scope + node.Key[(node.Key.LastIndexOf('.') + 1)..], node.Layer, Copy(node.Inputs[0], scope))
                : places[index];
        }
    }
}

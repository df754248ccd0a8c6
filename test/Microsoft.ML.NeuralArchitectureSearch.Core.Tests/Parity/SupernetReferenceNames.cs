using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>The names of the modules of the reference code's supernet that correspond to the layers of the graph.</summary>
/// <remarks>The reference code has a normalization for each edge behind a pooling, so that one which is shared has several names.</remarks>
internal static class SupernetReferenceNames
{
    private static readonly Dictionary<string, string> Stem = new()
    {
        ["stem.conv"] = "stem.0",
        ["stem.norm"] = "stem.1",
        ["classifier"] = "classifier"
    };

    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["conv"] = "op.1",
        ["norm"] = "op.2",
        ["even"] = "conv_1",
        ["odd"] = "conv_2",
    };

    private static readonly Dictionary<string, string> Operations = new()
    {
        ["depthwise"] = "op.1",
        ["pointwise.conv"] = "op.2",
        ["pointwise.norm"] = "op.3",
        ["first.depthwise"] = "op.1",
        ["first.pointwise.conv"] = "op.2",
        ["first.pointwise.norm"] = "op.3",
        ["second.depthwise"] = "op.5",
        ["second.pointwise.conv"] = "op.6",
        ["second.pointwise.norm"] = "op.7",
        ["even"] = "conv_1",
        ["odd"] = "conv_2",
    };

    /// <summary>Key of each layer with weights or running statistics → names.</summary>
    public static Dictionary<string, ImmutableArray<string>> Of(DifferentiableCellSpace space, NetworkGraph graph)
    {
        var keys = graph.Nodes.Select(node => node.Key).ToHashSet();
        return graph.Nodes
            .Where(node => node.Layer is ConvolutionLayer or BatchNormalizationLayer or LinearLayer)
            .ToDictionary(node => node.Key, node => NamesOf(space, node.Key, keys));
    }

    private static ImmutableArray<string> NamesOf(DifferentiableCellSpace space, string key, HashSet<string> keys)
    {
        if (Stem.TryGetValue(key, out var name))
        {
            return [name];
        }

        var parts = key.Split('.');
        var cell = $"cells.{parts[1]}";
        switch (parts[2])
        {
            case "nodes":
                var (node, source, operation, rest) = (int.Parse(parts[3]), int.Parse(parts[4]), parts[5], string.Join('.', parts[6..]));
                var reduction = keys.Contains($"{cell}.nodes.{node}.{source}.{operation}.even");
                return [Edge(space, cell, node, source, operation) + (rest == "norm" ? reduction ? "bn" : "1" : Operations[rest])];
            case "states":
                var state = int.Parse(parts[3]);
                return
                [
                    .. Enumerable.Range(CellGenotype.InputCount, space.Nodes).Where(reader => state < reader)
                        .Select(reader => Edge(space, cell, reader, state, parts[4]) + "1"),
                ];
            default:
                return [$"{cell}.{parts[2]}.{(parts[3] == "norm" && keys.Contains($"{cell}.{parts[2]}.even") ? "bn" : Inputs[parts[3]])}"];
        }
    }

    // The rows of α are numbered node by node: node 2, the first one, has two, node 3 three.
    private static string Edge(DifferentiableCellSpace space, string cell, int node, int source, string operation) =>
        $"{cell}._ops.{((node - 2) * (node + 1) / 2) + source}._ops.{space.Operations.IndexOf(operation)}.";
}

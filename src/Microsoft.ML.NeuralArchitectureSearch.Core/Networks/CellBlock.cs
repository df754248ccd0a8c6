using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>One cell of a network, as layers: those of a <see cref="NetworkCell"/>.</summary>
internal static class CellBlock
{
    /// <returns>The node that gives the concatenated nodes of the cell.</returns>
    public static int Add(GraphBuilder graph, int earlier, int previous, CellGenotype cell, CellPlacement place)
    {
        List<int> states =
        [
            place.PreviousReduces
                ? graph.Within("preprocess0", () => FactorizedReductionBlock.Add(graph, earlier, place.Channels))
                : graph.AddPreactivated("preprocess0", earlier, new ConvolutionLayer(graph.ShapeOf(earlier).Channels, place.Channels, 1)),
            graph.AddPreactivated("preprocess1", previous, new ConvolutionLayer(graph.ShapeOf(previous).Channels, place.Channels, 1)),
        ];
        foreach (var edges in cell.Nodes)
        {
            states.Add(graph.Within($"nodes.{states.Count}", () => AddNode(graph, states, edges, place.Reduces)));
        }

        return graph.Add("output", new ConcatenationLayer(), [.. cell.Concatenated.Select(node => states[node])]);
    }

    private static int AddNode(GraphBuilder graph, List<int> states, IReadOnlyList<Edge> edges, bool reduces)
    {
        var seen = new Dictionary<Edge, int>();
        var outputs = new List<int>();
        foreach (var edge in edges)
        {
            // A node may read the same node through the same operation twice, each time with weights of its own.
            var times = seen[edge] = seen.GetValueOrDefault(edge) + 1;
            var name = $"{edge.Source}.{edge.Operation}{(times == 1 ? "" : $".{times}")}";
            var stride = reduces && edge.Source < CellGenotype.InputCount ? 2 : 1;
            outputs.Add(graph.Within(name, () => OperationBlocks.Find(edge.Operation).Add(graph, states[edge.Source], stride)));
        }

        return graph.AddSum("sum", [.. outputs]);
    }
}

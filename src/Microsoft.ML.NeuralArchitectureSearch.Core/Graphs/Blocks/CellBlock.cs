using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

/// <summary>One cell of a network, as layers: the edges that the genotype names, no others.</summary>
/// <remarks>
/// Every path but the identity may be dropped in training, as in the reference code of Liu et al. (2019), arXiv:1806.09055.
/// </remarks>
internal static class CellBlock
{
    /// <returns>The node that gives the concatenated nodes of the cell.</returns>
    public static int Add(GraphBuilder graph, int earlier, int previous, CellGenotype cell, CellPlacement place)
    {
        var states = AddInputs(graph, earlier, previous, place);
        foreach (var edges in cell.Nodes)
        {
            states.Add(graph.Within($"nodes.{states.Count}", () => AddNode(graph, states, edges, place.Reduces)));
        }

        return graph.Add("output", new ConcatenationLayer(), [.. cell.Concatenated.Select(node => states[node])]);
    }

    /// <summary>Brings the outputs of the two cells before a cell to its size and its channels.</summary>
    /// <returns>The two nodes that give them.</returns>
    public static List<int> AddInputs(GraphBuilder graph, int earlier, int previous, CellPlacement place) =>
    [
        place.PreviousReduces
            ? graph.Within("preprocess0", () => FactorizedReductionBlock.Add(graph, earlier, place.Channels))
            : graph.AddPreactivated("preprocess0", earlier, new ConvolutionLayer(graph.ShapeOf(earlier).Channels, place.Channels, 1)),
        graph.AddPreactivated("preprocess1", previous, new ConvolutionLayer(graph.ShapeOf(previous).Channels, place.Channels, 1)),
    ];

    /// <summary>The edges of a node with the names of their scopes, such as <c>0.sep_conv_3x3</c>.</summary>
    public static IEnumerable<(string Name, Edge Edge)> Named(IEnumerable<Edge> edges)
    {
        var seen = new Dictionary<Edge, int>();
        foreach (var edge in edges)
        {
            // A node may read the same node through the same operation twice, each time with weights of its own.
            var times = seen[edge] = seen.GetValueOrDefault(edge) + 1;
            yield return ($"{edge.Source}.{edge.Operation}{(times == 1 ? "" : $".{times}")}", edge);
        }
    }

    private static int AddNode(GraphBuilder graph, List<int> states, IEnumerable<Edge> edges, bool reduces)
    {
        var outputs = Named(edges).Select(named => graph.Within(named.Name, () =>
        {
            var (state, stride) = (states[named.Edge.Source], reduces && named.Edge.Source < CellGenotype.InputCount ? 2 : 1);
            var output = graph.AddOperation(named.Edge.Operation, state, stride);
            return output == state ? output : graph.Add("path", new DropPathLayer(), output);
        }));
        return graph.AddSum("sum", [.. outputs]);
    }
}

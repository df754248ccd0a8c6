using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;

/// <summary>One cell of a network over texts, as layers: the edges that the genotype names, no others.</summary>
internal static class TextCellBlock
{
    /// <returns>The node that gives the concatenated nodes of the cell.</returns>
    public static int Add(TextCellInputs inputs, CellGenotype cell)
    {
        var states = inputs.AddStates();
        foreach (var edges in cell.Nodes)
        {
            states.Add(inputs.Graph.Within($"nodes.{states.Count}", () => AddNode(inputs, states, edges)));
        }

        return inputs.Graph.Add("output", new ConcatenationLayer(), [.. cell.Concatenated.Select(node => states[node])]);
    }

    private static int AddNode(TextCellInputs inputs, List<int> states, ImmutableArray<Edge> edges)
    {
        var outputs = edges.Select(edge => inputs.Graph.Within(
            $"{edge.Source}.{edge.Operation}", () => TextOperationBlocks.Find(edge.Operation)
                .Add(inputs.At(states[edge.Source], edge.Source))));
        return inputs.Graph.AddSum("sum", [.. outputs]);
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;

/// <summary>The lengths of texts that a network is compiled for: few, as masks make padding invisible.</summary>
internal static class TextLengths
{
    private const int Least = 8;

    /// <summary>The next length, at most a quarter more than half of it: a multiple of 8 up to 64, of 16 up to 128, and so on.</summary>
    /// <param name="length">Tokens of the longest text.</param>
    /// <param name="most">Length of all texts before they are trimmed.</param>
    public static int Round(int length, int most)
    {
        var step = Least;
        while (step * 8 < length)
        {
            step *= 2;
        }

        return Math.Min(most, Math.Max(1, (length + step - 1) / step) * step);
    }

    /// <summary>The same network over texts of another length.</summary>
    public static NetworkGraph OfLength(NetworkGraph graph, int length)
    {
        var nodes = ImmutableArray.CreateBuilder<GraphNode>(graph.Nodes.Length);
        nodes.Add(graph.Nodes[0] with { Output = graph.Nodes[0].Output with { Width = length } });
        foreach (var node in graph.Nodes.Skip(1))
        {
            nodes.Add(node with { Output = node.Layer.OutputOf([.. node.Inputs.Select(input => nodes[input].Output)]) });
        }

        return new NetworkGraph(nodes.MoveToImmutable());
    }
}

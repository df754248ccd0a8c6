using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>A graph with the nodes that read each node.</summary>
internal sealed class GraphReaders
{
    private readonly ImmutableArray<ImmutableArray<int>> _readers;

    public GraphReaders(NetworkGraph graph)
    {
        Graph = graph;
        var readers = graph.Nodes.Index()
            .SelectMany(node => node.Item.Inputs.Select(input => (Read: input, Reader: node.Index)))
            .ToLookup(edge => edge.Read, edge => edge.Reader);
        _readers = [.. Enumerable.Range(0, graph.Nodes.Length).Select(node => readers[node].ToImmutableArray())];
    }

    public NetworkGraph Graph { get; }

    /// <summary>The nodes that read a node, one of them twice if it reads the node twice.</summary>
    public ImmutableArray<int> Of(int node) => _readers[node];

    /// <summary>Whether a node is read once, so that its output need not be kept.</summary>
    public bool IsReadOnce(int node) => _readers[node].Length == 1;

    /// <summary>The layer of a node.</summary>
    public Layer LayerOf(int node) => Graph.Nodes[node].Layer;

    /// <summary>The only input of a node.</summary>
    public int InputOf(int node) => Graph.Nodes[node].Inputs[0];
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>What one cell is: the edges into each intermediate node, and the nodes whose concatenation is the cell's output.</summary>
/// <remarks>A value: two cells are equal when their nodes and their outputs are.</remarks>
public sealed class CellGenotype : IEquatable<CellGenotype>
{
    /// <summary>Number of a cell's inputs: the outputs of the two cells before it.</summary>
    public const int InputCount = 2;

    /// <summary>Creates a cell whose output concatenates all intermediate nodes.</summary>
    /// <param name="nodes">The edges into each intermediate node, in order.</param>
    /// <exception cref="ArgumentException">
    /// There is no node, a node has no edge, an edge reads its own or a later node, or an operation has no name.
    /// </exception>
    public CellGenotype(params ImmutableArray<ImmutableArray<Edge>> nodes)
        : this(nodes, nodes.IsDefault ? default : [.. Enumerable.Range(InputCount, nodes.Length)])
    {
    }

    /// <summary>Creates a cell.</summary>
    /// <param name="nodes">The edges into each intermediate node, in order.</param>
    /// <param name="concatenated">The nodes whose outputs are concatenated, 2 being the first intermediate node.</param>
    /// <exception cref="ArgumentException">
    /// As for the other constructor, or a concatenated node does not exist or stands there twice.
    /// </exception>
    public CellGenotype(ImmutableArray<ImmutableArray<Edge>> nodes, ImmutableArray<int> concatenated)
    {
        if (nodes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A cell needs at least one intermediate node.", nameof(nodes));
        }

        for (var node = 0; node < nodes.Length; node++)
        {
            CheckEdges(nodes, node);
        }

        var last = nodes.Length + InputCount - 1;
        if (concatenated.IsDefaultOrEmpty || concatenated.Distinct().Count() != concatenated.Length
            || concatenated.Any(node => node < InputCount || node > last))
        {
            throw new ArgumentException(
                $"A cell of {nodes.Length} intermediate nodes concatenates distinct nodes out of {InputCount} to {last}, at least one; "
                + $"found [{(concatenated.IsDefault ? "" : string.Join(", ", concatenated))}].",
                nameof(concatenated));
        }

        Nodes = nodes;
        Concatenated = concatenated;
    }

    /// <summary>The edges into each intermediate node, in order.</summary>
    public ImmutableArray<ImmutableArray<Edge>> Nodes { get; }

    /// <summary>The nodes whose outputs are concatenated to the cell's output, 2 being the first intermediate node.</summary>
    public ImmutableArray<int> Concatenated { get; }

    /// <inheritdoc />
    public bool Equals(CellGenotype? other) =>
        other is not null
        && Concatenated.SequenceEqual(other.Concatenated)
        && Nodes.Length == other.Nodes.Length
        && Nodes.Zip(other.Nodes).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as CellGenotype);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var edge in Nodes.SelectMany(edges => edges))
        {
            hash.Add(edge);
        }

        return hash.ToHashCode();
    }

    private static void CheckEdges(ImmutableArray<ImmutableArray<Edge>> nodes, int index)
    {
        var edges = nodes[index];
        var node = index + InputCount;
        if (edges.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"Node {node} has no edge; every intermediate node reads at least one other.", nameof(nodes));
        }

        foreach (var edge in edges)
        {
            if (edge.Source < 0 || edge.Source >= node)
            {
                throw new ArgumentException(
                    $"Node {node} reads node {edge.Source}; it may only read nodes 0 to {node - 1}.",
                    nameof(nodes));
            }

            if (string.IsNullOrWhiteSpace(edge.Operation))
            {
                throw new ArgumentException($"An edge into node {node} names no operation.", nameof(nodes));
            }
        }
    }
}

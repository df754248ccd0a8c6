using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The search space of DARTS: each intermediate node reads two different earlier nodes, each through one operation.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.1 and 2.4. The operation <c>none</c>
/// may take part in a search and is never part of an architecture. All intermediate nodes are concatenated to a cell's output.
/// </remarks>
public sealed record DartsCellSpace : ISearchSpace
{
    /// <summary>Intermediate nodes of a cell. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Nodes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(Nodes));
            field = value;
        }
    } = 4;

    /// <summary>The candidates of an edge, in the order of the columns of α. Default: those of DARTS.</summary>
    /// <exception cref="ArgumentException">There is no operation other than <c>none</c>, one has no name, or a name stands there twice.</exception>
    public ImmutableArray<string> Operations
    {
        get;
        init
        {
            CheckOperations(value, nameof(Operations));
            field = value;
        }
    } = OperationNames.Darts;

    /// <summary>Edges that an intermediate node keeps in an architecture.</summary>
    public int EdgesPerNode { get; } = 2;

    /// <summary>Edges of the supernet's cell, in which each node reads all earlier ones; 14 for 4 nodes. They are the rows of α.</summary>
    public int EdgeCount => Nodes * (Nodes + 3) / 2;

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is <see langword="null"/>.</exception>
    public Genotype Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var operations = Operations.Remove(OperationNames.None);
        return new Genotype(SampleCell(operations, random), SampleCell(operations, random));
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="genotype"/> is <see langword="null"/>.</exception>
    public bool Contains(Genotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return Contains(genotype.Normal) && Contains(genotype.Reduction);
    }

    /// <inheritdoc />
    public bool Equals(DartsCellSpace? other) => other is not null && Nodes == other.Nodes && Operations.SequenceEqual(other.Operations);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Operations.Aggregate(Nodes, (hash, operation) => HashCode.Combine(hash, operation.GetHashCode(StringComparison.Ordinal)));

    private static void CheckOperations(ImmutableArray<string> operations, string parameter)
    {
        if (operations.IsDefault || operations.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Every operation has a name.", parameter);
        }

        if (operations.All(operation => operation == OperationNames.None))
        {
            throw new ArgumentException(
                $"An edge needs at least one candidate other than '{OperationNames.None}'; found [{string.Join(", ", operations)}].", parameter);
        }

        if (operations.CountBy(operation => operation).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"The candidates of an edge are distinct; '{twice}' stands there more than once.", parameter);
        }
    }

    private CellGenotype SampleCell(ImmutableArray<string> operations, Random random) =>
        new([.. Enumerable.Range(CellGenotype.InputCount, Nodes).Select(node => SampleNode(node, operations, random))]);

    private ImmutableArray<Edge> SampleNode(int node, ImmutableArray<string> operations, Random random)
    {
        var sources = Enumerable.Range(0, node).ToArray();
        random.Shuffle(sources);
        return
        [
            .. sources.Take(EdgesPerNode).Order()
                .Select(source => new Edge(source, operations[random.Next(operations.Length)])),
        ];
    }

    private bool Contains(CellGenotype cell) =>
        cell.Nodes.Length == Nodes
        && cell.Nodes.All(Contains)
        && cell.Concatenated.Length == Nodes;

    private bool Contains(ImmutableArray<Edge> edges) =>
        edges.Length == EdgesPerNode
        && edges.DistinctBy(edge => edge.Source).Count() == EdgesPerNode
        && edges.All(edge => edge.Operation != OperationNames.None && Operations.Contains(edge.Operation));
}

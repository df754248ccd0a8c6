using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The search space of DARTS: each intermediate node reads two different earlier nodes, each through one operation.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.1 and 2.4. The operation <c>none</c>
/// may take part in a search and is never part of an architecture. All intermediate nodes are concatenated to a cell's output. By default 4
/// nodes
/// and the paper's operations, in the order of the columns of α.
/// </remarks>
public sealed record DartsCellSpace() : DifferentiableCellSpace(nodes: 4, OperationNames.Darts), IRelaxedNetworkSpace
{
    /// <summary>
    /// Operations of <see cref="CellSpace.Operations"/> that the library does not have: blocks of layers by the names there. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">An operation is missing, or a name stands there twice or is the library's.</exception>
    public ImmutableArray<OperationBlock> OwnOperations
    {
        get;
        init => field = OperationBlocks.CheckedOwn(value, nameof(OwnOperations));
    } = [];

    /// <inheritdoc />
    /// <remarks>By default 16 channels and 8 cells, as for CIFAR-10 in the paper.</remarks>
    public NetworkGraph DescribeSupernet(NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return SupernetGraph.Describe(this, size, OwnOperations);
    }

    /// <inheritdoc />
    public bool Equals(DartsCellSpace? other) => other is not null && Nodes == other.Nodes && Operations.SequenceEqual(other.Operations)
        && OwnOperations.SequenceEqual(other.OwnOperations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, Nodes);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(DartsCellSpace)} of {Nodes} nodes and {string.Join(", ", Operations)}";

    private protected override ImmutableArray<OperationBlock> Blocks => OwnOperations;
}

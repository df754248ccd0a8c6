using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// A space of cells that can be searched by gradient descent: each intermediate node reads two different earlier nodes, each through one
/// operation.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.1 and 2.4. The operation <c>none</c>
/// may take part in a search and is never part of an architecture. All intermediate nodes are concatenated to a cell's output.
/// </remarks>
public abstract record DifferentiableCellSpace : CellSpace
{
    private protected DifferentiableCellSpace(int nodes, ImmutableArray<string> operations)
        : base(nodes, operations)
    {
    }

    /// <summary>Edges of the supernet's cell, in which each node reads all earlier ones; 14 for 4 nodes. They are the rows of α.</summary>
    public int EdgeCount => Nodes * (Nodes + 3) / 2;

    private protected override ImmutableArray<int> SecondSources(ImmutableArray<int> all, int first) => all.Remove(first);

    // k·(k − 1)/2 pairs of sources, o² pairs of operations.
    private protected override BigInteger NodeCount(int sources, int operations) =>
        new BigInteger(sources) * (sources - 1) / 2 * operations * operations;

    private protected override ImmutableArray<int> ConcatenatedOf(ImmutableArray<ImmutableArray<Edge>> nodes) =>
        [.. Enumerable.Range(CellGenotype.InputCount, nodes.Length)];
}

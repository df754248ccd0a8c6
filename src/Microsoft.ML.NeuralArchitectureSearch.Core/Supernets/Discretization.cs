using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>Turns the weights of a relaxed cell into a cell.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.4: each node keeps the edges whose strongest
/// operation other than <c>none</c> is strongest, each edge that operation. As in the reference code the stronger edge comes first, and of
/// equals the earlier edge or operation wins.
/// </remarks>
public static class Discretization
{
    /// <summary>Chooses the edges of every node and their operations.</summary>
    /// <param name="space">The space that the cell is to belong to.</param>
    /// <param name="weights">
    /// Softmax of the architecture parameters, <c>[E, O]</c>: a row for each edge, a column for each operation.
    /// </param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The weights have another shape than the space, or one is not a number.</exception>
    public static CellGenotype Discretize(DifferentiableCellSpace space, double[,] weights)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(weights);
        Check(space, weights);
        var nodes = ImmutableArray.CreateBuilder<ImmutableArray<Edge>>(space.Nodes);
        for (var (node, first) = (0, 0); node < space.Nodes; node++)
        {
            var sources = CellGenotype.InputCount + node;
            var edges = Enumerable.Range(0, sources).Select(source => (Source: source, Best: Strongest(space, weights, first + source)));
            nodes.Add([.. edges
                .OrderByDescending(edge => edge.Best.Weight)
                .Take(space.EdgesPerNode)
                .Select(edge => new Edge(edge.Source, edge.Best.Operation))]);
            first += sources;
        }

        return new CellGenotype(nodes.ToImmutable());
    }

    private static (string Operation, double Weight) Strongest(DifferentiableCellSpace space, double[,] weights, int edge) =>
        space.Operations
            .Select((operation, index) => (Operation: operation, Weight: weights[edge, index]))
            .Where(candidate => candidate.Operation != OperationNames.None)
            .MaxBy(candidate => candidate.Weight);

    private static void Check(DifferentiableCellSpace space, double[,] weights)
    {
        if (weights.GetLength(0) != space.EdgeCount || weights.GetLength(1) != space.Operations.Length)
        {
            throw new ArgumentException(
                $"The space has {space.EdgeCount} edges and {space.Operations.Length} operations; "
                + $"found {weights.GetLength(0)}x{weights.GetLength(1)} weights.",
                nameof(weights));
        }

        if (weights.Cast<double>().Any(double.IsNaN))
        {
            throw new ArgumentException("A weight is not a number: the search has diverged.", nameof(weights));
        }
    }
}

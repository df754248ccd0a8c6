using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>Turns the weights of a relaxed recurrent cell into a cell.</summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.4 and 3.1.2: each node keeps the one edge
/// whose strongest activation
/// other than <c>none</c> is strongest, and applies that activation. Of equals the earlier state or candidate wins.
/// </remarks>
internal static class RecurrentDiscretization
{
    /// <summary>Chooses the source and the activation of every node.</summary>
    /// <param name="space">The space that the cell is to belong to.</param>
    /// <param name="weights">
    /// Softmax of the architecture parameters, <c>[E, O]</c>: a row for each edge, a column for each candidate.
    /// </param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The weights have another shape than the space, or one is not a number.</exception>
    public static RecurrentGenotype Discretize(RecurrentCellSpace space, double[,] weights)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.GetLength(0) != space.EdgeCount || weights.GetLength(1) != space.Operations.Length)
        {
            throw new ArgumentException(
                $"The space has {space.EdgeCount} edges and {space.Operations.Length} candidates; "
                + $"found {weights.GetLength(0)}x{weights.GetLength(1)} weights.",
                nameof(weights));
        }

        if (weights.Cast<double>().Any(double.IsNaN))
        {
            throw new ArgumentException("A weight is not a number: the search has diverged.", nameof(weights));
        }

        return space.CellOf([.. Enumerable.Range(0, space.Nodes).Select(node => Strongest(space, weights, node))]);
    }

    private static RecurrentNode Strongest(RecurrentCellSpace space, double[,] weights, int node) =>
        (from source in Enumerable.Range(0, node + 1)
         from column in Enumerable.Range(0, space.Operations.Length)
         where space.Operations[column] != OperationNames.None
         select (Node: new RecurrentNode(space.Operations[column], source), Weight: weights[(node * (node + 1) / 2) + source, column]))
        .MaxBy(candidate => candidate.Weight).Node;
}

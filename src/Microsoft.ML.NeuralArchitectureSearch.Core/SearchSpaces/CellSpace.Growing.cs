using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <remarks>
/// Cells grow node by node, the normal and the reduction cell in turn; a node that is not grown yet reads the two inputs of the cell as
/// they are.
/// </remarks>
public abstract partial record CellSpace : IProgressiveSpace
{
    /// <inheritdoc />
    /// <remarks>One for each node of each cell.</remarks>
    public int Levels => 2 * Nodes;

    /// <inheritdoc />
    /// <remarks>All nodes read the two inputs, by <c>skip_connect</c>, or by the first candidate where that is none.</remarks>
    public Architecture Smallest
    {
        get
        {
            var skip = FirstOperation + Math.Max(0, Choices.IndexOf(OperationNames.SkipConnect));
            return ArchitectureOf([.. Enumerable.Repeat((int[])[0, skip, 1, skip], Levels).SelectMany(node => node)]);
        }
    }

    /// <inheritdoc />
    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
        var (node, cell) = Math.DivRem(level - 1, 2);
        return TokenChoices.Of(this, architecture, first: ((cell * Nodes) + node) * TokensPerNode, TokensPerNode);
    }
}

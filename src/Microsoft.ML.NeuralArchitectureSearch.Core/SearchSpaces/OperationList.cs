using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>What holds for the list of candidates of every space of cells.</summary>
internal static class OperationList
{
    /// <summary>Refuses lists from which no cell can be built.</summary>
    /// <returns>The list.</returns>
    /// <exception cref="ArgumentException">
    /// There is no operation other than <c>none</c>, one has no name, or a name stands there twice.
    /// </exception>
    public static ImmutableArray<string> Checked(ImmutableArray<string> operations, string parameter)
    {
        if (operations.IsDefault || operations.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Every operation has a name.", parameter);
        }

        if (operations.All(operation => operation == OperationNames.None))
        {
            throw new ArgumentException(
                $"An edge needs at least one candidate other than '{OperationNames.None}'; found [{string.Join(", ", operations)}].",
                parameter);
        }

        if (operations.CountBy(operation => operation).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"The candidates of an edge are distinct; '{twice}' stands there more than once.", parameter);
        }

        return operations;
    }

    /// <summary>A hash of the names in their order.</summary>
    public static int Hash(ImmutableArray<string> operations, int seed) =>
        operations.Aggregate(seed, (hash, operation) => HashCode.Combine(hash, operation.GetHashCode(StringComparison.Ordinal)));
}

using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Operations;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>What has to hold before a <see cref="Supernet"/> can be built.</summary>
internal static class SupernetChecks
{
    public static void Check(DartsCellSpace space, SupernetOptions options, MapShape shape)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Channels, $"{nameof(options)}.{nameof(options.Channels)}");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Cells, $"{nameof(options)}.{nameof(options.Cells)}");
        var known = CandidateOperations.All.Select(operation => operation.Name).ToHashSet();
        if (space.Operations.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"The space names an operation '{unknown}' that does not exist; known are {string.Join(", ", known)}.", nameof(space));
        }

        CellStack.CheckSize(shape, options.Cells, NetworkStem.FullSize, nameof(shape));
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.Graphs;

/// <summary>What has to hold before a network of cells can be built.</summary>
internal static class CellNetworkChecks
{
    public static void Check(Genotype genotype, CellNetworkOptions options, MapShape shape, ImmutableArray<OperationBlock> ownOperations)
    {
        CheckOperations(genotype, ownOperations);
        CheckOptions(options);
        CellStack.CheckSize(shape, options.Cells!.Value, options.Stem, nameof(shape));
        if (options.AuxiliaryHead)
        {
            CheckAuxiliaryHead(options, shape);
        }
    }

    /// <summary>Whether the library has all operations of the cells.</summary>
    public static bool AreKnown(Genotype genotype) => Unknown(genotype, OperationBlocks.All) is null;

    private static string? Unknown(
        Genotype genotype,
        ImmutableArray<OperationBlock> known) => genotype.Normal.Nodes.Concat(genotype.Reduction.Nodes)
        .SelectMany(edges => edges)
        .Select(edge => edge.Operation)
        .FirstOrDefault(name => known.All(operation => operation.Name != name));

    private static void CheckOperations(Genotype genotype, ImmutableArray<OperationBlock> ownOperations)
    {
        var known = OperationBlocks.All.AddRange(ownOperations);
        if (Unknown(genotype, known) is { } unknown)
        {
            throw new ArgumentException(
                $"The genotype names an operation '{unknown}' that does not exist; known are "
                + $"{string.Join(", ", known.Select(operation => operation.Name))}.",
                nameof(genotype));
        }
    }

    private static void CheckOptions(CellNetworkOptions options)
    {
        if (options.Channels is not { } channels || options.Cells is null)
        {
            throw new ArgumentException(
                $"{nameof(options.Channels)} and {nameof(options.Cells)} must be set; {nameof(CellNetworkOptions.ScaledTo)} fills them in "
                + "for the data.",
                nameof(options));
        }

        if (options.Stem == NetworkStem.EighthSize && channels % 2 != 0)
        {
            throw new ArgumentException(
                $"The stem {options.Stem} needs an even number of {nameof(options.Channels)}; found {channels}.", nameof(options));
        }
    }

    private static void CheckAuxiliaryHead(CellNetworkOptions options, MapShape shape)
    {
        var (smallest, largest) = AuxiliaryHeadBlock.Sizes(options.Stem == NetworkStem.EighthSize);
        var layers = options.Cells!.Value;
        var (height, width) = (CellStack.FinalSize(shape.Height, layers, options.Stem), CellStack.FinalSize(
            shape.Width,
            layers,
            options.Stem));
        if (height < smallest || height > largest || width < smallest || width > largest)
        {
            throw new ArgumentException(
                $"The auxiliary head needs feature maps of {smallest} to {largest} pixels a side at two thirds of the depth; "
                + $"images of {shape} give {height}x{width}. Resize the images or set {nameof(options.AuxiliaryHead)} to false.",
                nameof(shape));
        }
    }
}

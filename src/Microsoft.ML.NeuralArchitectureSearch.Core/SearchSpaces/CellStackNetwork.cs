using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The network that spaces of normal and reduction cells describe, at the paper's size where none is asked for.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.3.</remarks>
internal static class CellStackNetwork
{
    private const int Channels = 36;
    private const int Cells = 20;

    public static NetworkGraph Describe(Genotype genotype, NetworkSize size, ImmutableArray<OperationBlock> ownOperations)
    {
        ArgumentNullException.ThrowIfNull(size);
        var options = new CellNetworkOptions { Channels = size.Channels ?? Channels, Cells = size.Cells ?? Cells };
        return CellNetworkGraph.Describe(genotype, options, size.Shape, size.ClassCount, ownOperations);
    }
}

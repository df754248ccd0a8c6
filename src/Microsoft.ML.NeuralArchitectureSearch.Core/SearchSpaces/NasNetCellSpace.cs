using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The cell space of NASNet and NAO: each intermediate node adds up two earlier nodes, or one twice, each behind one operation.
/// </summary>
/// <remarks>
/// Zoph et al., "Learning Transferable Architectures" (2018), arXiv:1707.07012, section 3; Luo et al., "Neural Architecture Optimization"
/// (2018),
/// arXiv:1808.07233. By default 5 nodes and NAO's operations. NAO's own sequences differ from this space's tokens in the numbers of the
/// operations only.
/// </remarks>
public sealed record NasNetCellSpace() : CellSpace(nodes: 5, NaoOperations)
{
    /// <summary>The eleven operations of NAO's search without shared weights; the identity is <c>skip_connect</c>.</summary>
    public static ImmutableArray<string> NaoOperations { get; } =
    [
        OperationNames.SkipConnect,
        OperationNames.Convolution1x1,
        OperationNames.Convolution3x3,
        OperationNames.Convolution1x3Then3x1,
        OperationNames.Convolution1x7Then7x1,
        OperationNames.MaxPooling2x2,
        OperationNames.MaxPooling3x3,
        OperationNames.MaxPooling5x5,
        OperationNames.AveragePooling2x2,
        OperationNames.AveragePooling3x3,
        OperationNames.AveragePooling5x5,
    ];

    /// <summary>The five operations of the searches with shared weights: NAO-WS, and ENAS (arXiv:1802.03268).</summary>
    public static ImmutableArray<string> SharedWeightOperations { get; } =
    [
        OperationNames.SeparableConvolution3x3,
        OperationNames.SeparableConvolution5x5,
        OperationNames.AveragePooling3x3,
        OperationNames.MaxPooling3x3,
        OperationNames.SkipConnect,
    ];

    /// <summary>
    /// Operations of <see cref="CellSpace.Operations"/> that the library does not have: blocks of layers by the names there. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">An operation is missing, or a name stands there twice or is the library's.</exception>
    public ImmutableArray<OperationBlock> OwnOperations
    {
        get;
        init => field = OperationBlocks.CheckedOwn(value, nameof(OwnOperations));
    } = [];

    /// <summary>
    /// Whether a cell's output joins all its nodes, not only those that no other reads. Default <see langword="false"/>, as in both papers.
    /// </summary>
    public bool ConcatenatesAllNodes { get; init; }

    /// <inheritdoc />
    public bool Equals(NasNetCellSpace? other) =>
        other is not null && Nodes == other.Nodes && ConcatenatesAllNodes == other.ConcatenatesAllNodes
            && Operations.SequenceEqual(other.Operations)
            && OwnOperations.SequenceEqual(other.OwnOperations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, HashCode.Combine(Nodes, ConcatenatesAllNodes));

    /// <inheritdoc />
    public override string ToString() =>
        $"{nameof(NasNetCellSpace)} of {Nodes} nodes{(ConcatenatesAllNodes ? ", all joined," : "")} and {string.Join(", ", Operations)}";

    private protected override ImmutableArray<int> SecondSources(ImmutableArray<int> all, int first) => all;

    // Pairs of sources with their operations, in no order and not necessarily different: k·o·(k·o + 1)/2.
    private protected override BigInteger NodeCount(int sources, int operations) =>
        new BigInteger(sources) * operations * (sources * operations + 1) / 2;

    private protected override ImmutableArray<int> ConcatenatedOf(ImmutableArray<ImmutableArray<Edge>> nodes)
    {
        var read = ConcatenatesAllNodes ? [] : nodes.SelectMany(edges => edges).Select(edge => edge.Source).ToHashSet();
        return [.. Enumerable.Range(CellGenotype.InputCount, nodes.Length).Where(node => !read.Contains(node))];
    }

    private protected override ImmutableArray<OperationBlock> Blocks => OwnOperations;
}

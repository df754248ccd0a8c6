using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The space of cells in which every node reads all nodes before it, each through one operation. By default that of NAS-Bench-201.
/// </summary>
/// <remarks>
/// Dong and Yang, "NAS-Bench-201" (2020), arXiv:2001.00326: 4 nodes, 6 edges and 5 operations are 15,625 cells. A sequence has one token
/// for each edge,
/// the index of its operation, in the order of the cell's text: 0→1, 0→2, 1→2, 0→3, ... Progressive search grows a cell node by node; the
/// nodes that
/// are not grown yet hand on what the node before them computes.
/// </remarks>
public sealed record DagCellSpace : SequenceSpace<DagCell>, INetworkSpace, IProgressiveSpace
{
    /// <summary>The operations of NAS-Bench-201.</summary>
    public static ImmutableArray<string> NasBench201Operations { get; } =
        [OperationNames.None, OperationNames.SkipConnect, OperationNames.Convolution1x1, OperationNames.Convolution3x3, OperationNames
            .AveragePooling3x3];

    /// <summary>Nodes of a cell, the input among them. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 100].</exception>
    public int Nodes { get; init => field = Checked.Within(2, Checked.MostNodes, value, nameof(Nodes)); } = 4;

    /// <summary>The candidates of an edge. Default: those of NAS-Bench-201.</summary>
    /// <exception cref="ArgumentException">
    /// There is no operation other than <c>none</c>, one has no name, or a name stands there twice.
    /// </exception>
    public ImmutableArray<string> Operations
    {
        get;
        init
        {
            field = OperationList.Checked(value, nameof(Operations));
            _all = [.. Enumerable.Range(0, value.Length)];
        }
    } = NasBench201Operations;

    /// <summary>
    /// Operations of <see cref="Operations"/> that the library does not have: blocks of layers by the names there. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">An operation is missing, or a name stands there twice or is the library's.</exception>
    public ImmutableArray<OperationBlock> OwnOperations
    {
        get;
        init => field = OperationBlocks.CheckedOwn(value, nameof(OwnOperations));
    } = [];

    private readonly ImmutableArray<int> _all = [.. Enumerable.Range(0, NasBench201Operations.Length)];

    /// <inheritdoc />
    public override int VocabularySize => Operations.Length;

    /// <summary>Number of edges: each node reads all before it.</summary>
    /// <inheritdoc />
    public override int SequenceLength => Nodes * (Nodes - 1) / 2;

    /// <inheritdoc />
    public override BigInteger Count => BigInteger.Pow(Operations.Length, SequenceLength);

    /// <inheritdoc />
    /// <remarks>
    /// One for each node besides the input; only one in all where <c>none</c> or <c>skip_connect</c> is no candidate, so that no node could
    /// just hand on.
    /// </remarks>
    public int Levels => CanSkip ? Nodes - 1 : 1;

    /// <inheritdoc />
    /// <remarks>Each node reads the one before it by <c>skip_connect</c> and all others by <c>none</c>.</remarks>
    public Architecture Smallest
    {
        get
        {
            var (none, skip) = CanSkip ? (Operations.IndexOf(OperationNames.None), Operations.IndexOf(OperationNames.SkipConnect)) : (0, 0);
            return ArchitectureOf([.. Enumerable.Range(1, Nodes - 1).SelectMany(node => Enumerable.Repeat(none, node - 1).Append(skip))]);
        }
    }

    private bool CanSkip => Operations.Contains(OperationNames.None) && Operations.Contains(OperationNames.SkipConnect);

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix) => _all;

    /// <inheritdoc />
    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
        return CanSkip
            ? TokenChoices.Of(this, architecture, first: level * (level - 1) / 2, count: level)
            : TokenChoices.Of(this, architecture, first: 0, SequenceLength);
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => DagCell.FromJson(json);

    /// <inheritdoc />
    /// <remarks>
    /// The network of NAS-Bench-201: three stages of <see cref="NetworkSize.Cells"/> cells, 5 by default, of C, 2C and 4C channels, C being
    /// <see cref="NetworkSize.Channels"/>, 16 by default. The benchmark's tables count one addition a class more, the classifier's bias, as
    /// a multiply-add.
    /// </remarks>
    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return DagCellNetwork.Describe(Decode(Encode(architecture).AsSpan()), size, OwnOperations);
    }

    /// <inheritdoc />
    public bool Equals(DagCellSpace? other) => other is not null && Nodes == other.Nodes && Operations.SequenceEqual(other.Operations)
        && OwnOperations.SequenceEqual(other.OwnOperations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, Nodes);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(DagCellSpace)} of {Nodes} nodes and {string.Join(", ", Operations)}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(DagCell architecture)
    {
        ImmutableArray<int> tokens = [.. architecture.Nodes.SelectMany(operations => operations)
            .Select(operation => Operations.IndexOf(operation))];
        return architecture.Nodes.Length == Nodes - 1 && !tokens.Contains(-1) ? tokens : null;
    }

    /// <inheritdoc />
    protected override DagCell ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        var nodes = ImmutableArray.CreateBuilder<ImmutableArray<string>>(Nodes - 1);
        for (var (node, first) = (1, 0); node < Nodes; first += node++)
        {
            int[] own = [.. tokens.Slice(first, node)];
            nodes.Add([.. own.Select(token => Operations[token])]);
        }

        return new(nodes.MoveToImmutable());
    }
}

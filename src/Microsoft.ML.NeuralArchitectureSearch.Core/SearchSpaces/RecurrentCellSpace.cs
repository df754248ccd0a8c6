using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The space of recurrent cells of ENAS, DARTS and NAO: each node reads one earlier state and applies one activation behind a highway gate.
/// </summary>
/// <remarks>
/// <para>Pham et al. (2018), arXiv:1802.03268, section 2.1; Liu et al. (2019), arXiv:1806.09055, section 3.1.2. By default DARTS's eight
/// nodes and five
/// candidates, <c>none</c> among them, which only the supernet knows: it is never part of a cell.</para>
/// <para>A sequence has two tokens for each node, its source and its activation, as NAO's sequences do. Tokens 0 to <see cref="Nodes"/> - 1
/// are sources,
/// those behind them activations without <c>none</c>. Progressive search grows a cell node by node; a node that is not grown yet hands
/// state 0 on
/// through the gate.</para>
/// </remarks>
public sealed record RecurrentCellSpace : SequenceSpace<RecurrentGenotype>, IProgressiveSpace
{
    private const int TokensPerNode = 2;

    private readonly ImmutableArray<string> _choices = ActivationNames.All;

    /// <summary>The candidates of DARTS, in the order of the columns of α.</summary>
    public static ImmutableArray<string> DartsOperations { get; } = [OperationNames.None, .. ActivationNames.All];

    /// <summary>
    /// Nodes of a cell. Default 8, as in DARTS; ENAS and NAO have 11 in the reference code of DARTS, 12 and 11 in their own.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 100].</exception>
    public int Nodes { get; init => field = Checked.Within(1, Checked.MostNodes, value, nameof(Nodes)); } = 8;

    /// <summary>The candidates of a node: <c>none</c> and activations. Default: those of DARTS.</summary>
    /// <exception cref="ArgumentException">
    /// There is no activation other than <c>none</c>, one is unknown, or one stands there twice.
    /// </exception>
    public ImmutableArray<string> Operations
    {
        get;
        init
        {
            field = OperationList.Checked(value, nameof(Operations));
            _choices = value.Remove(OperationNames.None);
            if (_choices.FirstOrDefault(name => !ActivationNames.All.Contains(name)) is { } unknown)
            {
                throw new ArgumentException(
                    $"The candidates are {string.Join(", ", DartsOperations)}; found '{unknown}'.",
                    nameof(Operations));
            }
        }
    } = DartsOperations;

    /// <summary>
    /// Whether the hidden state is the mean over all nodes, as in DARTS and NAO, or only over those that no other reads, as in ENAS.
    /// Default <see langword="true"/>.
    /// </summary>
    public bool AveragesAllNodes { get; init; } = true;

    /// <summary>
    /// Edges of the supernet's cell, in which each node reads all states before it; 36 for 8 nodes. They are the rows of α.
    /// </summary>
    public int EdgeCount => Nodes * (Nodes + 1) / 2;

    /// <inheritdoc />
    public override int VocabularySize => Nodes + _choices.Length;

    /// <inheritdoc />
    public override int SequenceLength => TokensPerNode * Nodes;

    /// <inheritdoc />
    public override BigInteger Count =>
        Enumerable.Range(1, Nodes).Aggregate(BigInteger.One, (product, sources) => product * sources * _choices.Length);

    /// <inheritdoc />
    public int Levels => Nodes;

    /// <inheritdoc />
    /// <remarks>All nodes read state 0 through the identity, or through the first candidate where that is none.</remarks>
    public Architecture Smallest
    {
        get
        {
            var identity = Nodes + Math.Max(0, _choices.IndexOf(ActivationNames.Identity));
            return ArchitectureOf([.. Enumerable.Repeat((int[])[0, identity], Nodes).SelectMany(node => node)]);
        }
    }

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix)
    {
        var (node, place) = Math.DivRem(prefix.Length, TokensPerNode);
        return place == 0 ? [.. Enumerable.Range(0, node + 1)] : [.. Enumerable.Range(Nodes, _choices.Length)];
    }

    /// <inheritdoc />
    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Levels);
        return TokenChoices.Of(this, architecture, first: (level - 1) * TokensPerNode, TokensPerNode);
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => RecurrentGenotype.FromJson(json);

    /// <inheritdoc />
    public bool Equals(RecurrentCellSpace? other) =>
        other is not null && Nodes == other.Nodes && AveragesAllNodes == other.AveragesAllNodes
            && Operations.SequenceEqual(other.Operations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, HashCode.Combine(Nodes, AveragesAllNodes));

    /// <inheritdoc />
    public override string ToString() =>
        $"{nameof(RecurrentCellSpace)} of {Nodes} nodes{(AveragesAllNodes ? "" : ", the loose ones averaged,")} and "
        + $"{string.Join(", ", Operations)}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(RecurrentGenotype architecture) =>
        architecture.Nodes.Length == Nodes
        && architecture.Nodes.All(node => _choices.Contains(node.Activation))
        && architecture.Averaged.Order().SequenceEqual(AveragedOf(architecture.Nodes))
            ? [.. architecture.Nodes.SelectMany(node => (int[])[node.Source, Nodes + _choices.IndexOf(node.Activation)])]
            : null;

    /// <inheritdoc />
    protected override RecurrentGenotype ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        int[] all = [.. tokens];
        return CellOf([.. all.Chunk(TokensPerNode).Select(node => new RecurrentNode(_choices[node[1] - Nodes], node[0]))]);
    }

    /// <summary>The member of the space with these nodes.</summary>
    internal RecurrentGenotype CellOf(ImmutableArray<RecurrentNode> nodes) => new(nodes, [.. AveragedOf(nodes)]);

    private IEnumerable<int> AveragedOf(ImmutableArray<RecurrentNode> nodes)
    {
        var read = AveragesAllNodes ? [] : nodes.Select(node => node.Source).ToHashSet();
        return Enumerable.Range(1, Nodes).Where(state => !read.Contains(state));
    }
}

using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// The space of motifs of motifs: small graphs of primitive operations are the operations of larger graphs, up to one cell.
/// </summary>
/// <remarks>
/// <para>Liu et al., "Hierarchical Representations for Efficient Architecture Search" (2018), arXiv:1711.00436. By default three levels as
/// there:
/// six primitive operations, six motifs of four nodes, one cell of five nodes.</para>
/// <para>A sequence has one token for each edge, level by level, motif by motif, each motif's edges in the order 0→1, 0→2, 1→2, 0→3, ...
/// First
/// come the tokens of the primitive operations, then those of the motifs; <c>none</c>, where it is a primitive, may stand on every
/// level.</para>
/// <para>It is no <see cref="IProgressiveSpace"/>: a motif that no larger one names changes no network, and motifs that are all still alike
/// leave the
/// larger ones nothing to choose between. In neither order would the scores of one level say anything of the next.</para>
/// </remarks>
public sealed record HierarchicalSpace : SequenceSpace<HierarchicalCell>, INetworkSpace
{
    /// <summary>The primitive operations. Default: none and the paper's six.</summary>
    /// <exception cref="ArgumentException">
    /// There is no operation other than <c>none</c>, one has no name, or a name stands there twice.
    /// </exception>
    public ImmutableArray<string> Primitives { get; init => field = OperationList.Checked(value, nameof(Primitives)); } =
    [
        OperationNames.None,
        OperationNames.SkipConnect,
        OperationNames.Convolution1x1,
        OperationNames.DepthwiseConvolution3x3,
        OperationNames.SingleSeparableConvolution3x3,
        OperationNames.MaxPooling3x3,
        OperationNames.AveragePooling3x3,
    ];

    /// <summary>
    /// Operations of <see cref="Primitives"/> that the library does not have: blocks of layers by the names there. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">An operation is missing, or a name stands there twice or is the library's.</exception>
    public ImmutableArray<OperationBlock> OwnOperations
    {
        get;
        init => field = OperationBlocks.CheckedOwn(value, nameof(OwnOperations));
    } = [];

    /// <summary>The levels above the primitive operations. Default: six motifs of four nodes, then one of five.</summary>
    /// <exception cref="ArgumentException">There is no level, or the last one has more than one motif.</exception>
    public ImmutableArray<MotifLevel> Levels
    {
        get;
        init => field = !value.IsDefaultOrEmpty && value.All(level => level is not null) && value[^1].Motifs == 1
            ? value
            : throw new ArgumentException("There is at least one level, and the last one has exactly one motif: the cell.", nameof(Levels));
    } = [new(6, 4), new(1, 5)];

    /// <inheritdoc />
    public override int VocabularySize => Primitives.Length + (Levels.Length == 1 ? 0 : Levels[..^1].Max(level => level.Motifs));

    /// <inheritdoc />
    public override int SequenceLength => Levels.Sum(level => level.Motifs * level.Edges);

    /// <inheritdoc />
    /// <remarks>Descriptions: motifs in another order, or nodes, may make the same network.</remarks>
    public override BigInteger Count => Levels.Index().Aggregate(
        BigInteger.One, (product, level) => product * BigInteger.Pow(AllowedOn(level.Index).Length, level.Item.Motifs * level.Item.Edges));

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix)
    {
        var (level, end) = (0, Levels[0].Motifs * Levels[0].Edges);
        while (prefix.Length >= end)
        {
            level++;
            end += Levels[level].Motifs * Levels[level].Edges;
        }

        return AllowedOn(level);
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => HierarchicalCell.FromJson(json);

    /// <inheritdoc />
    /// <remarks>
    /// A 3x3 convolution, then three stages of <see cref="NetworkSize.Cells"/> cells, 2 by default, of C, 2C and 4C channels, C being
    /// <see cref="NetworkSize.Channels"/>, 16 by default, with a separable convolution of stride 2 between. A node that reads several
    /// others joins
    /// their channels and brings them back to the cell's number by a 1x1 convolution.
    /// </remarks>
    public NetworkGraph Describe(Architecture architecture, NetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(size);
        return HierarchicalNetwork.Describe(Decode(Encode(architecture).AsSpan()), size, OwnOperations);
    }

    /// <inheritdoc />
    public bool Equals(HierarchicalSpace? other) =>
        other is not null && Primitives.SequenceEqual(other.Primitives) && Levels.SequenceEqual(other.Levels)
        && OwnOperations.SequenceEqual(other.OwnOperations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Primitives, Levels.Aggregate(0, HashCode.Combine));

    /// <inheritdoc />
    public override string ToString() =>
        $"{nameof(HierarchicalSpace)} of {string.Join(", then ", Levels.Select(level => $"{level.Motifs} motifs of {level.Nodes} nodes"))} "
        + $"and {string.Join(", ", Primitives)}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(HierarchicalCell architecture)
    {
        var tokens = ImmutableArray.CreateBuilder<int>();
        if (architecture.Levels.Length != Levels.Length)
        {
            return null;
        }

        foreach (var (index, level) in Levels.Index())
        {
            var motifs = architecture.Levels[index];
            if (motifs.Length != level.Motifs || motifs.Any(motif => motif.Nodes.Length != level.Nodes - 1))
            {
                return null;
            }

            tokens.AddRange(
                motifs.SelectMany(motif => motif.Nodes).SelectMany(operations => operations).Select(name => TokenOf(name, index)));
        }

        return tokens.Contains(-1) ? null : tokens.ToImmutable();
    }

    /// <inheritdoc />
    protected override HierarchicalCell ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        var levels = ImmutableArray.CreateBuilder<ImmutableArray<DagCell>>(Levels.Length);
        foreach (var level in Levels)
        {
            int[] own = [.. tokens[..(level.Motifs * level.Edges)]];
            tokens = tokens[own.Length..];
            levels.Add([.. own.Chunk(level.Edges).Select(edges => MotifOf(edges, level.Nodes))]);
        }

        return new(levels.MoveToImmutable());
    }

    private DagCell MotifOf(int[] edges, int nodes) => new(
    [
        .. Enumerable.Range(1, nodes - 1)
            .Select(node => (ImmutableArray<string>)[.. edges.Skip(node * (node - 1) / 2).Take(node).Select(NameOf)]),
    ]);

    private string NameOf(int token) =>
        token < Primitives.Length ? Primitives[token] : HierarchicalCell.MotifName(token - Primitives.Length);

    private int TokenOf(string name, int level) => AllowedOn(level).FirstOrDefault(token => NameOf(token) == name, -1);

    private ImmutableArray<int> AllowedOn(int level)
    {
        var primitives = Enumerable.Range(0, Primitives.Length);
        return level == 0
            ? [.. primitives]
            : [
                .. primitives.Where(token => Primitives[token] == OperationNames.None),
                .. Enumerable.Range(Primitives.Length, Levels[level - 1].Motifs),
            ];
    }
}

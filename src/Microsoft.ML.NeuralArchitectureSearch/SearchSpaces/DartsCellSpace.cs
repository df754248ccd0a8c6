using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>The search space of DARTS: each intermediate node reads two different earlier nodes, each through one operation.</summary>
/// <remarks>
/// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, sections 2.1 and 2.4. The operation <c>none</c>
/// may take part in a search and is never part of an architecture. All intermediate nodes are concatenated to a cell's output.</para>
/// <para>A sequence has four tokens for each node of the normal, then of the reduction cell: source, operation, source, operation. Tokens 0 to
/// <see cref="Nodes"/> are sources, those behind them operations without <c>none</c>.</para>
/// </remarks>
public sealed record DartsCellSpace : SequenceSpace<Genotype>, INetworkSpace
{
    private const int TokensPerNode = 4;

    /// <summary>Intermediate nodes of a cell. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Nodes { get; init => field = Checked.Positive(value, nameof(Nodes)); } = 4;

    /// <summary>The candidates of an edge, in the order of the columns of α. Default: those of DARTS.</summary>
    /// <exception cref="ArgumentException">There is no operation other than <c>none</c>, one has no name, or a name stands there twice.</exception>
    public ImmutableArray<string> Operations { get; init => field = OperationList.Checked(value, nameof(Operations)); } = OperationNames.Darts;

    /// <summary>Edges that an intermediate node keeps in an architecture.</summary>
    public int EdgesPerNode { get; } = 2;

    /// <summary>Edges of the supernet's cell, in which each node reads all earlier ones; 14 for 4 nodes. They are the rows of α.</summary>
    public int EdgeCount => Nodes * (Nodes + 3) / 2;

    /// <inheritdoc />
    public override int VocabularySize => FirstOperation + Choices.Length;

    /// <inheritdoc />
    public override int SequenceLength => 2 * Nodes * TokensPerNode;

    /// <inheritdoc />
    /// <remarks>Two cells; a node with k sources and o operations has k·(k − 1)/2·o² ways to read them.</remarks>
    public override BigInteger Count
    {
        get
        {
            var cell = Enumerable.Range(CellGenotype.InputCount, Nodes)
                .Aggregate(BigInteger.One, (product, sources) => product * (sources * (sources - 1) / 2) * Choices.Length * Choices.Length);
            return cell * cell;
        }
    }

    private int FirstOperation => Nodes + 1;

    private ImmutableArray<string> Choices => Operations.Remove(OperationNames.None);

    /// <inheritdoc />
    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix)
    {
        var place = prefix.Length % TokensPerNode;
        if (place % 2 == 1)
        {
            return [.. Enumerable.Range(FirstOperation, Choices.Length)];
        }

        var sources = CellGenotype.InputCount + (prefix.Length / TokensPerNode % Nodes);
        var all = Enumerable.Range(0, sources).ToImmutableArray();
        return place == 0 ? all : all.Remove(prefix[^2]);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is <see langword="null"/>.</exception>
    public override ImmutableArray<int> Permute(ImmutableArray<int> tokens, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return [.. tokens.Chunk(TokensPerNode).SelectMany(node => random.Next(2) == 0 ? node : [node[2], node[3], node[0], node[1]])];
    }

    /// <inheritdoc />
    public override Architecture FromJson(string json) => Genotype.FromJson(json);

    /// <inheritdoc />
    /// <remarks>The final network of the paper: what a <see cref="CellNetwork"/> is made of. By default of 36 channels and 20 cells, as for CIFAR-10.</remarks>
    public NetworkGraph Describe(Architecture architecture, NetworkSize size) => CellStackNetwork.Describe(Decode(Encode(architecture).AsSpan()), size);

    /// <inheritdoc />
    public bool Equals(DartsCellSpace? other) => other is not null && Nodes == other.Nodes && Operations.SequenceEqual(other.Operations);

    /// <inheritdoc />
    public override int GetHashCode() => OperationList.Hash(Operations, Nodes);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(DartsCellSpace)} of {Nodes} nodes and {string.Join(", ", Operations)}";

    /// <inheritdoc />
    protected override ImmutableArray<int>? TokensOf(Genotype architecture) =>
        Contains(architecture.Normal) && Contains(architecture.Reduction)
            ? [.. TokensOf(architecture.Normal), .. TokensOf(architecture.Reduction)]
            : null;

    /// <inheritdoc />
    protected override Genotype ArchitectureOf(ReadOnlySpan<int> tokens)
    {
        var half = tokens.Length / 2;
        return new Genotype(CellOf([.. tokens[..half]]), CellOf([.. tokens[half..]]));
    }

    private IEnumerable<int> TokensOf(CellGenotype cell)
    {
        var choices = Choices;
        return cell.Nodes
            .SelectMany(edges => edges.OrderBy(edge => edge.Source))
            .SelectMany(edge => new[] { edge.Source, FirstOperation + choices.IndexOf(edge.Operation) });
    }

    private CellGenotype CellOf(int[] tokens)
    {
        var choices = Choices;
        return new([.. tokens.Chunk(TokensPerNode).Select(node => ((ImmutableArray<Edge>)
        [
            new(node[0], choices[node[1] - FirstOperation]),
            new(node[2], choices[node[3] - FirstOperation]),
        ]).Sort((one, other) => one.Source.CompareTo(other.Source)))]);
    }

    private bool Contains(CellGenotype cell) =>
        cell.Nodes.Length == Nodes
        && cell.Nodes.All(Contains)
        && cell.Concatenated.Length == Nodes;

    private bool Contains(ImmutableArray<Edge> edges) =>
        edges.Length == EdgesPerNode
        && edges.DistinctBy(edge => edge.Source).Count() == EdgesPerNode
        && edges.All(edge => edge.Operation != OperationNames.None && Operations.Contains(edge.Operation));
}

using System.Collections.Immutable;
using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>
/// A space of a normal and a reduction cell in which each intermediate node reads two earlier nodes, each through one operation.
/// </summary>
/// <remarks>
/// A sequence has four tokens for each node of the normal, then of the reduction cell: source, operation, source, operation. Tokens 0 to
/// <see cref="Nodes"/> are sources, those behind them operations without <c>none</c>, which is never part of an architecture.
/// </remarks>
public abstract partial record CellSpace : SequenceSpace<Genotype>, INetworkSpace
{
    private const int TokensPerNode = 4;

    private protected CellSpace(int nodes, ImmutableArray<string> operations) => (Nodes, Operations) = (nodes, operations);

    /// <summary>Intermediate nodes of a cell. Default: those of the space's paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 100].</exception>
    public int Nodes { get; init => field = Checked.Within(1, Checked.MostNodes, value, nameof(Nodes)); }

    /// <summary>The candidates of an edge. Default: those of the space's paper.</summary>
    /// <exception cref="ArgumentException">
    /// There is no operation other than <c>none</c>, one has no name, or a name stands there twice.
    /// </exception>
    public ImmutableArray<string> Operations
    {
        get;
        init
        {
            field = OperationList.Checked(value, nameof(Operations));
            Choices = value.Remove(OperationNames.None);
        }
    }

    /// <summary>Edges that an intermediate node keeps in an architecture.</summary>
    public int EdgesPerNode { get; } = 2;

    /// <inheritdoc />
    public override int VocabularySize => FirstOperation + Choices.Length;

    /// <inheritdoc />
    public override int SequenceLength => 2 * Nodes * TokensPerNode;

    /// <inheritdoc />
    /// <remarks>Two cells, each node independent of the others.</remarks>
    public override BigInteger Count
    {
        get
        {
            var cell = Enumerable.Range(CellGenotype.InputCount, Nodes)
                .Aggregate(BigInteger.One, (product, sources) => product * NodeCount(sources, Choices.Length));
            return cell * cell;
        }
    }

    private int FirstOperation => Nodes + 1;

    private ImmutableArray<string> Choices { get; init; }

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
        return place == 0 ? all : SecondSources(all, prefix[^2]);
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
    /// <remarks>
    /// What a <see cref="CellNetworkGraph"/> is made of; by default 36 channels and 20 cells, as for CIFAR-10 in the papers.
    /// </remarks>
    public virtual NetworkGraph Describe(Architecture architecture, NetworkSize size) =>
        CellStackNetwork.Describe(Decode(Encode(architecture).AsSpan()), size, Blocks);

    // The operations that the library does not have.
    private protected virtual ImmutableArray<OperationBlock> Blocks => [];

    private protected abstract ImmutableArray<int> SecondSources(ImmutableArray<int> all, int first);

    private protected abstract BigInteger NodeCount(int sources, int operations);

    private protected abstract ImmutableArray<int> ConcatenatedOf(ImmutableArray<ImmutableArray<Edge>> nodes);

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

    private IEnumerable<int> TokensOf(CellGenotype cell) => cell.Nodes
        .SelectMany(edges => edges.OrderBy(edge => edge.Source).ThenBy(edge => Choices.IndexOf(edge.Operation)))
        .SelectMany(edge => new[] { edge.Source, FirstOperation + Choices.IndexOf(edge.Operation) });

    private CellGenotype CellOf(int[] tokens)
    {
        ImmutableArray<ImmutableArray<Edge>> nodes = [.. tokens.Chunk(TokensPerNode)
            .Select(node => EdgesOf(node[0], node[1], node[2], node[3]))];
        return new(nodes, ConcatenatedOf(nodes));
    }

    private ImmutableArray<Edge> EdgesOf(int source, int operation, int otherSource, int otherOperation)
    {
        Edge one = new(source, Choices[operation - FirstOperation]);
        Edge other = new(otherSource, Choices[otherOperation - FirstOperation]);
        return (source, operation).CompareTo((otherSource, otherOperation)) <= 0 ? [one, other] : [other, one];
    }

    private bool Contains(CellGenotype cell) =>
        cell.Nodes.Length == Nodes
        && cell.Nodes.All(Contains)
        && cell.Concatenated.Order().SequenceEqual(ConcatenatedOf(cell.Nodes));

    private bool Contains(ImmutableArray<Edge> edges) =>
        edges.Length == EdgesPerNode
        && SecondSources([edges[1].Source], edges[0].Source).Length > 0
        && edges.All(edge => Choices.Contains(edge.Operation));
}

using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>All chains of one length. They grow layer by layer; the layers that are not grown yet are of kind 0.</summary>
/// <param name="Length">Layers of a chain.</param>
/// <param name="Kinds">Kinds of layers.</param>
public sealed record TokenChainSpace(int Length, int Kinds) : SequenceSpace<TokenChain>, IProgressiveSpace
{
    private readonly ImmutableArray<int> _all = [.. Enumerable.Range(0, Kinds)];

    public override int VocabularySize => Kinds;

    public override int SequenceLength => Length;

    public override BigInteger Count => BigInteger.Pow(Kinds, Length);

    public int Levels => Length;

    public Architecture Smallest => new TokenChain([.. Enumerable.Repeat(0, Length)]);

    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix) => _all;

    public IEnumerable<Architecture> Grow(Architecture architecture, int level)
    {
        var tokens = Encode(architecture);
        return _all.Select(kind => Decode(tokens.SetItem(level - 1, kind).AsSpan()));
    }

    public override Architecture FromJson(string json) => new TokenChain(JsonSerializer.Deserialize<ImmutableArray<int>>(json));

    protected override ImmutableArray<int>? TokensOf(TokenChain architecture) =>
        architecture.Tokens.Length == Length && architecture.Tokens.All(_all.Contains) ? architecture.Tokens : null;

    protected override TokenChain ArchitectureOf(ReadOnlySpan<int> tokens) => new([.. tokens]);
}

using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>All chains of one length.</summary>
/// <param name="Length">Layers of a chain.</param>
/// <param name="Kinds">Kinds of layers.</param>
public sealed record TokenChainSpace(int Length, int Kinds) : SequenceSpace<TokenChain>
{
    private readonly ImmutableArray<int> _all = [.. Enumerable.Range(0, Kinds)];

    public override int VocabularySize => Kinds;

    public override int SequenceLength => Length;

    public override BigInteger Count => BigInteger.Pow(Kinds, Length);

    public override ImmutableArray<int> Allowed(ReadOnlySpan<int> prefix) => _all;

    public override Architecture FromJson(string json) => new TokenChain(JsonSerializer.Deserialize<ImmutableArray<int>>(json));

    protected override ImmutableArray<int>? TokensOf(TokenChain architecture) =>
        architecture.Tokens.Length == Length && architecture.Tokens.All(_all.Contains) ? architecture.Tokens : null;

    protected override TokenChain ArchitectureOf(ReadOnlySpan<int> tokens) => new([.. tokens]);
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tables;

/// <summary>A chain of layers, each one of a few numbered kinds: what the tables of chain networks know of an architecture.</summary>
/// <param name="Tokens">The kind of each layer.</param>
public sealed record TokenChain(ImmutableArray<int> Tokens) : Architecture
{
    public override string ToJson() => JsonSerializer.Serialize(Tokens);

    public override string ToString() => string.Join('_', Tokens);

    public bool Equals(TokenChain? other) => other is not null && Tokens.SequenceEqual(other.Tokens);

    public override int GetHashCode() => Tokens.Aggregate(0, HashCode.Combine);
}

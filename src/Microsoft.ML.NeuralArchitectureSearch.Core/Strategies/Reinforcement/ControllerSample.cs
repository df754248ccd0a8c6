using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>A sequence that a controller wrote, and how probable its choices were at that time.</summary>
/// <param name="Tokens">A valid sequence of the space.</param>
/// <param name="LogProbabilities">
/// For each token the logarithm of its probability after those before it, in nats; 0 where nothing else was allowed.
/// </param>
internal sealed record ControllerSample(ImmutableArray<int> Tokens, ImmutableArray<float> LogProbabilities)
{
    /// <inheritdoc />
    public bool Equals(ControllerSample? other) =>
        other is not null && Tokens.SequenceEqual(other.Tokens) && LogProbabilities.SequenceEqual(other.LogProbabilities);

    /// <inheritdoc />
    public override int GetHashCode() => Tokens.Aggregate(0, HashCode.Combine);
}

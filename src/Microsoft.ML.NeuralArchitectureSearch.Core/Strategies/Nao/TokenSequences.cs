using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>Sequences of a space as tensors, with the tokens that the space rules out at each of their places.</summary>
internal sealed class TokenSequences : IDisposable
{
    /// <param name="space">The space.</param>
    /// <param name="sequences">Valid sequences, at least one.</param>
    /// <param name="beforeToken">Called before every token; it may throw.</param>
    public TokenSequences(ISequenceSpace space, IReadOnlyList<ImmutableArray<int>> sequences, Action? beforeToken = null)
    {
        var (count, length, vocabulary) = (sequences.Count, space.SequenceLength, space.VocabularySize);
        var tokens = new long[count * length];
        var forbidden = new bool[count * length * vocabulary];
        Array.Fill(forbidden, true);
        for (var place = 0; place < tokens.Length; place++)
        {
            beforeToken?.Invoke();
            var sequence = sequences[place / length].AsSpan();
            tokens[place] = sequence[place % length];
            foreach (var token in space.Allowed(sequence[..(place % length)]))
            {
                forbidden[(place * vocabulary) + token] = false;
            }
        }

        Tokens = tensor(tokens, [count, length], device: CPU).DetachFromDisposeScope();
        Forbidden = tensor(forbidden, [count, length, vocabulary], device: CPU).DetachFromDisposeScope();
    }

    /// <summary>The tokens, int64 <c>[N, T]</c>.</summary>
    public Tensor Tokens { get; }

    /// <summary>Which tokens may not stand where, bool <c>[N, T, V]</c>.</summary>
    public Tensor Forbidden { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Tokens.Dispose();
        Forbidden.Dispose();
    }
}

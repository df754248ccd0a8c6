using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>A text as one sequence of tokens: what language models are trained on.</summary>
/// <remarks>The object owns its tensor: it lives until it is disposed, whatever dispose scope it was made in.</remarks>
public sealed class TokenSequence : TrainingData
{
    /// <summary>Takes tokens into possession.</summary>
    /// <param name="tokens">Int64 <c>[N]</c>, at least two, from 0 to the vocabulary's size less one.</param>
    /// <param name="vocabularySize">Number of different tokens (V), at least 2.</param>
    /// <exception cref="ArgumentNullException">There are no tokens.</exception>
    /// <exception cref="ArgumentException">
    /// The tensor has another type or shape than stated, or a token is not in the vocabulary.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary is too small.</exception>
    public TokenSequence(Tensor tokens, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        Checked.AtLeast(2, vocabularySize, nameof(vocabularySize));
        if (tokens.dtype != ScalarType.Int64 || tokens.shape is not [>= 2])
        {
            throw new ArgumentException(
                $"A sequence of tokens is Int64 [N], at least two; found {tokens.dtype} [{string.Join(", ", tokens.shape)}].",
                nameof(tokens));
        }

        using (NewDisposeScope())
        {
            var (smallest, largest) = (tokens.min().item<long>(), tokens.max().item<long>());
            if (smallest < 0 || largest >= vocabularySize)
            {
                throw new ArgumentException($"Tokens are 0 to {vocabularySize - 1}; found {smallest} to {largest}.", nameof(tokens));
            }
        }

        Tokens = tokens.DetachFromDisposeScope();
        Count = tokens.shape[0];
        VocabularySize = vocabularySize;
    }

    /// <summary>The tokens, int64 <c>[N]</c>.</summary>
    public Tensor Tokens { get; }

    /// <summary>Number of different tokens (V).</summary>
    public int VocabularySize { get; }

    /// <summary>Number of tokens (N).</summary>
    public override long Count { get; }

    /// <summary>Cuts the text in two; the words stay in their order.</summary>
    /// <param name="firstFraction">Share of the tokens in the first piece, within (0, 1).</param>
    /// <returns>Two sequences that own copies of their tokens, at least two each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within (0, 1).</exception>
    /// <exception cref="InvalidOperationException">There are fewer than four tokens.</exception>
    public (TokenSequence First, TokenSequence Second) Split(double firstFraction)
    {
        Checked.Between0And1(firstFraction, nameof(firstFraction));
        if (Count < 4)
        {
            throw new InvalidOperationException($"A text is cut into pieces of two tokens or more; there are {Count}.");
        }

        var first = Math.Clamp((long)Math.Round(firstFraction * Count), 2, Count - 2);
        return (Piece(0, first), Piece(first, Count - first));
    }

    /// <summary>
    /// Lays pieces of the text side by side, so that they can be read at once; what is left over at the end is not in them.
    /// </summary>
    /// <param name="pieces">Number of pieces (B).</param>
    /// <returns>Int64 <c>[⌊N / B⌋, B]</c>: a column for each piece, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="ArgumentException">A piece would hold fewer than two tokens: none to read and one to predict.</exception>
    public Tensor SideBySide(int pieces)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pieces);
        var rows = Count / pieces;
        if (rows < 2)
        {
            throw new ArgumentException($"{Count} tokens make at most {Count / 2} pieces of two; {pieces} were asked for.", nameof(pieces));
        }

        using var scope = NewDisposeScope();
        return Tokens.narrow(0, 0, rows * pieces).view(pieces, rows).t().contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public override TokenSequence To(Device device) => new(Tokens.to(device, copy: true), VocabularySize);

    /// <inheritdoc />
    public override void Dispose() => Tokens.Dispose();

    private TokenSequence Piece(long start, long length)
    {
        using var scope = NewDisposeScope();
        return new(Tokens.narrow(0, start, length).clone(), VocabularySize);
    }
}

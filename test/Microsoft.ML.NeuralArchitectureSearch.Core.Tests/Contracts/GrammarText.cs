using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>
/// A text of a small grammar: a letter from 0 to 3, then 4, then the letter again, and so on; who remembers two steps back predicts half of
/// it surely.
/// </summary>
internal static class GrammarText
{
    public const int VocabularySize = 6;

    /// <summary>
    /// The least perplexity that is possible: two of four tokens are certain, one is any of four, one of them ends the group.
    /// </summary>
    public static readonly double LeastPerplexity = Math.Pow(4, 1.0 / 4);

    public static TokenSequence Create(int groups = 300, int seed = 1)
    {
        var random = new Random(seed);
        var tokens = Enumerable.Range(0, groups).SelectMany(_ =>
        {
            long letter = random.Next(4);
            return (long[])[letter, 4, letter, 5];
        });
        return new TokenSequence(tensor(tokens.ToArray()), VocabularySize);
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>A text in which four of five tokens follow from the one before them, the others are drawn.</summary>
internal static class MarkovText
{
    public const int VocabularySize = 8;

    public static TokenSequence Create(int count = 1200, int seed = 1)
    {
        var random = new Random(seed);
        var tokens = new long[count];
        for (var index = 1; index < count; index++)
        {
            tokens[index] = random.NextDouble() < 0.8 ? ((3 * tokens[index - 1]) + 1) % VocabularySize : random.Next(VocabularySize);
        }

        return new TokenSequence(tensor(tokens), VocabularySize);
    }
}

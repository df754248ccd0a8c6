using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A text encoder in model files.</summary>
/// <param name="Tokenizer">How texts are cut.</param>
/// <param name="Words">The words from number 2 on.</param>
/// <param name="Length">Numbers of every text.</param>
internal sealed record SavedEncoder(TextTokenizer Tokenizer, ImmutableArray<string> Words, int Length)
{
    public static SavedEncoder Of(TextEncoder encoder) =>
        new(encoder.Tokenizer, encoder.Vocabulary.Named, encoder.Length);

    /// <exception cref="ArgumentException">The words are none of a vocabulary.</exception>
    public TextEncoder ToEncoder() => new(Tokenizer, new Vocabulary(Words), Length);
}

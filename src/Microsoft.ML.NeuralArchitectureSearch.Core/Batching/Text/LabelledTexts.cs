namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The training texts: tokens by number, classes, and what turns other texts into numbers in the same way.</summary>
/// <param name="Data">Numbers of tokens, float32 <c>[N, 1, 1, L]</c>, and classes.</param>
/// <param name="Encoder">Turns texts into numbers; part of the trained model.</param>
/// <param name="Vectors">Vectors of words that were read from a file.</param>
internal sealed record LabelledTexts(LabelledData Data, TextEncoder Encoder, WordVectors? Vectors)
{
    public TextInput Input => new(Encoder.Vocabulary.Count, Vectors);
}

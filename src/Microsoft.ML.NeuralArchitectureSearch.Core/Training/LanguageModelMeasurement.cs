using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>How well a language model does on a text that it was not trained on.</summary>
internal static class LanguageModelMeasurement
{
    /// <summary>Pieces of a text that are read side by side, as in the reference code.</summary>
    internal const int Texts = 10;

    private const int SequenceLength = 35;

    /// <summary>Measures the perplexity: e to the power of the mean cross-entropy of a token in nats.</summary>
    /// <param name="model">The model; it is left in evaluation mode.</param>
    /// <param name="text">The text, on the device of the model.</param>
    /// <param name="pieces">Into how many pieces the text is cut to be read at once; each begins without context. Default 10.</param>
    /// <param name="cancellation">Checked before every segment. Default: never cancelled.</param>
    /// <returns>The perplexity: that of equally likely tokens is the vocabulary's size.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The text has other tokens than the model, or too few for so many pieces.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of pieces is zero or negative.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static double Perplexity(
        RecurrentLanguageModel model,
        TokenSequence text,
        int pieces = Texts,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(text);
        CheckVocabulary(model, text, nameof(text));
        using var scope = NewDisposeScope();
        return Math.Exp(Run(model, text.SideBySide(pieces), cancellation.ThrowIfCancellationRequested).Loss);
    }

    /// <exception cref="ArgumentException">The text has tokens that the model does not know.</exception>
    internal static void CheckVocabulary(RecurrentLanguageModel model, TokenSequence text, string parameter)
    {
        if (text.VocabularySize != model.VocabularySize)
        {
            throw new ArgumentException($"The model knows {model.VocabularySize} tokens, the text has {text.VocabularySize}.", parameter);
        }
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="model">The model; it is left in evaluation mode.</param>
    /// <param name="text">Int64 <c>[R, B]</c>.</param>
    /// <param name="beforeBatch">Called before every segment; it may throw to end the measurement.</param>
    /// <param name="segments">Which segments are read, in their order. Default: all, of 35 steps.</param>
    internal static RunningFigures Run(
        RecurrentLanguageModel model, Tensor text, Action? beforeBatch = null, IEnumerable<TextSegment>? segments = null)
    {
        var figures = new RunningFigures();
        model.eval();
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var state = model.InitialState(text.shape[1]);
        foreach (var segment in segments ?? TextSegments.Fixed(text.shape[0], SequenceLength))
        {
            beforeBatch?.Invoke();
            using var inner = NewDisposeScope();
            var (tokens, targets) = segment.Of(text);
            var reading = model.Loss(tokens, targets, state);
            figures.Add(BatchFigures.Of(reading, targets.shape[0]));
            state.Dispose();
            state = reading.State.MoveToOuterDisposeScope();
        }

        return figures;
    }
}

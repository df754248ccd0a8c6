using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>How well a network did on a mini-batch.</summary>
/// <param name="Loss">Mean cross-entropy, in nats.</param>
/// <param name="Correct">Number of images classified rightly.</param>
/// <param name="Count">Number of images.</param>
internal readonly record struct BatchFigures(double Loss, long Correct, long Count)
{
    /// <param name="reading">How well a language model foresaw a piece of text.</param>
    /// <param name="count">Number of its tokens.</param>
    public static BatchFigures Of(LanguageModelReading reading, long count)
    {
        using var loss = reading.CrossEntropy.to(ScalarType.Float64);
        return new(loss.item<double>(), reading.Correct, count);
    }

    /// <summary>Reads the figures off a forward pass.</summary>
    /// <param name="loss">Mean cross-entropy, a scalar.</param>
    /// <param name="logits">Logits, <c>[N, K]</c>.</param>
    /// <param name="labels">Classes, int64 <c>[N]</c>.</param>
    public static BatchFigures Of(Tensor loss, Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var correct = logits.argmax(1).eq(labels).sum().item<long>();
        return new BatchFigures(loss.to(ScalarType.Float64).item<double>(), correct, labels.shape[0]);
    }
}

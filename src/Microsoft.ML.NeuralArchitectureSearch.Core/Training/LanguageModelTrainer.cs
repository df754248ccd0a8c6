using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Trains a language model.</summary>
internal static class LanguageModelTrainer
{
    /// <summary>Trains a model until the planned epochs, the time budget or a cancellation ends it.</summary>
    /// <param name="model">The model, on the context's device; its weights change in place, and it is left in evaluation mode.</param>
    /// <param name="training">The text that it is trained on, on any device.</param>
    /// <param name="validation">
    /// A text that every epoch is measured on; the weights of the best epoch, averaged where averaging had begun, are those that the model
    /// is left with.
    /// <see langword="null"/> where there is none: then the last weights are.
    /// </param>
    /// <param name="options">
    /// How to train; sizes that are not set scale with the text, see <see cref="LanguageModelTrainingOptions.ScaledTo"/>.
    /// </param>
    /// <param name="context">Where to train, with which seed, who watches and who may end it.</param>
    /// <returns>
    /// The figures of every whole epoch, a token being an example and the perplexity e to the power of the loss, and how the training
    /// ended.
    /// </returns>
    /// <remarks>
    /// Truncated back-propagation through time: the hidden state is carried from segment to segment, the gradient is not. Stochastic
    /// gradient descent with a
    /// clipped gradient, and averaging of the weights once the text held out says so (NT-ASGD): Merity et al., "Regularizing and Optimizing
    /// LSTM Language
    /// Models" (2018), arXiv:1708.02182.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="validation"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A text has other tokens than the model, or too few.</exception>
    /// <exception cref="DivergedException">The loss is no longer a finite number, also after the last step.</exception>
    /// <exception cref="TimeoutException">The time budget was used up before the first step.</exception>
    public static TrainingResult Train(
        RecurrentLanguageModel model, TokenSequence training, TokenSequence? validation, LanguageModelTrainingOptions options,
        TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        context.RequireTorch();
        LanguageModelMeasurement.CheckVocabulary(model, training, nameof(training));
        if (validation is not null)
        {
            LanguageModelMeasurement.CheckVocabulary(model, validation, nameof(validation));
        }

        var plan = options.ScaledTo(training.Count);
        using var seed = new TorchSeed(context.Seed);
        using var threads = TorchThreads.Of((long)plan.BatchSize!.Value * plan.SequenceLength * model.VocabularySize, context.Device);
        plan = plan with { KernelThreads = plan.KernelThreads ?? threads.Before };
        using var run = new LanguageModelTraining(model, training, validation, plan, context);
        return run.Run();
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Builds the final network of an architecture and trains it from scratch.</summary>
internal static class FinalTraining
{
    /// <param name="final">The network.</param>
    /// <param name="data">The images, normalised.</param>
    /// <param name="training">How to train.</param>
    /// <param name="context">Where, with which seed, who watches and who may end it.</param>
    /// <returns>The network, on the context's device, and how its training went.</returns>
    public static (GraphNetwork Network, TrainingResult Result) Run(
        FinalNetwork final, LabelledData data, TrainingOptions training, TrainingContext context) =>
        Run(
            () => final.Build(data.Shape, data.ClassCount),
            network => NetworkTrainer.Train(network, data, training, Naming(context, final)),
            context);

    /// <param name="genotype">The recurrent cell.</param>
    /// <param name="size">Size and dropout, everything set.</param>
    /// <param name="training">The text to learn from.</param>
    /// <param name="validation">The text held out.</param>
    /// <param name="options">How to train.</param>
    /// <param name="context">Where, with which seed, who watches and who may end it.</param>
    /// <returns>The language model, on the context's device, and how its training went.</returns>
    public static (RecurrentLanguageModel Network, TrainingResult Result) Run(
        RecurrentGenotype genotype,
        LanguageModelOptions size,
        TokenSequence training,
        TokenSequence validation,
        LanguageModelTrainingOptions options,
        TrainingContext context) =>
        Run(
            () => new RecurrentLanguageModel(genotype, size, training.VocabularySize),
            network => LanguageModelTrainer.Train(network, training, validation, options, Naming(context, (genotype, size))),
            context);

    private static TrainingContext Naming(TrainingContext context, object network) => context with { Network = InvariantText.Of(network) };

    private static (T Network, TrainingResult Result) Run<T>(Func<T> build, Func<T, TrainingResult> train, TrainingContext context)
        where T : nn.Module
    {
        var network = Build(build, context);
        try
        {
            return (network, train(network));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static T Build<T>(Func<T> build, TrainingContext context)
        where T : nn.Module
    {
        // Drawn on the CPU, then moved: the same seed gives the same weights on every device.
        using var seed = new TorchSeed(context.Seed);
        return build().to(context.Device);
    }
}

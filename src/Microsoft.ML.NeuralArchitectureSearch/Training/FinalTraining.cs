using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Builds the final network of an architecture and trains it from scratch.</summary>
internal static class FinalTraining
{
    /// <param name="final">The network.</param>
    /// <param name="data">The images, normalised.</param>
    /// <param name="training">How to train.</param>
    /// <param name="context">Where, with which seed, who watches and who may end it.</param>
    /// <returns>The network, on the context's device, and how its training went.</returns>
    public static (ClassifierNetwork Network, TrainingResult Result) Run(
        FinalNetwork final, LabelledData data, TrainingOptions training, TrainingContext context)
    {
        var network = Build(final, data, context);
        try
        {
            return (network, NetworkTrainer.Train(network, data, training, context));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static ClassifierNetwork Build(FinalNetwork final, LabelledData data, TrainingContext context)
    {
        // Drawn on the CPU, then moved: the same seed gives the same weights on every device.
        using var seed = new TorchSeed(context.Seed);
        return final.Build(data.Shape, data.ClassCount).to(context.Device);
    }
}

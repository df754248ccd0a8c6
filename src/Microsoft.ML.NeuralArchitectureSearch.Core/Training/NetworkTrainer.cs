using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Trains a network that classifies images.</summary>
internal static class NetworkTrainer
{
    /// <summary>Trains a network until the planned epochs, the time budget or a cancellation ends it.</summary>
    /// <param name="network">The network, on the context's device; its weights change in place, and it is left in evaluation mode.</param>
    /// <param name="data">The images, already normalised, on any device.</param>
    /// <param name="options">How to train; sizes that are not set scale with the data, see <see cref="TrainingOptions.ScaledTo"/>.</param>
    /// <param name="context">Where to train, with which seed, who watches and who may end it.</param>
    /// <returns>The figures of every whole epoch, and how the training ended.</returns>
    /// <remarks>Stochastic gradient descent with momentum, a cosine schedule down to zero, a clipped gradient, drop path that grows
    /// linearly over the epochs, and the auxiliary head's loss where there is one: arXiv:1806.09055, appendix A.2.1.</remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The images are too few for the share that is held out, or too small for the way in which they are varied.
    /// </exception>
    /// <exception cref="DivergedException">The loss is no longer a finite number, also after the last step.</exception>
    /// <exception cref="TimeoutException">The time budget was used up before the first step.</exception>
    public static TrainingResult Train(GraphNetwork network, LabelledData data, TrainingOptions options, TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        context.RequireTorch();
        options.CheckSuits(data.Shape, data.Count);
        return Run(network, data, heldOut: null, options, context);
    }

    /// <summary>Trains a network and measures every epoch on images that were held out beforehand, if there are any.</summary>
    internal static TrainingResult Run(
        GraphNetwork network,
        LabelledData data,
        LabelledData? heldOut,
        TrainingOptions options,
        TrainingContext context)
    {
        using var seed = new TorchSeed(context.Seed);
        var plan = options.ScaledTo(data.Shape, data.Count);
        using var threads = new TorchThreads(data.Shape, plan.BatchSize!.Value, network.Channels, context.Device);
        plan = plan with { KernelThreads = plan.KernelThreads ?? threads.Before };
        using var run = new NetworkTraining(network, data, plan, context, heldOut);
        return run.Run();
    }
}

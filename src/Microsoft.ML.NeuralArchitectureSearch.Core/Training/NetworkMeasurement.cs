using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>How well a network does on images that it was not trained on.</summary>
internal static class NetworkMeasurement
{
    /// <summary>Measures a network on all images of a set.</summary>
    /// <param name="network">The network, on the device of the images; it is left in evaluation mode.</param>
    /// <param name="data">The images.</param>
    /// <param name="batchSize">Images in a mini-batch.</param>
    /// <param name="beforeBatch">Called before every mini-batch; it may throw to end the measurement.</param>
    /// <param name="fused">The network on the kernels, where it is.</param>
    public static RunningFigures Run(
        GraphNetwork network, LabelledData data, int batchSize, Action? beforeBatch = null, IKernelNetwork? fused = null) =>
        Run(network, data, data.InOrder(batchSize), beforeBatch, fused);

    /// <summary>Measures a network on some mini-batches of a set.</summary>
    public static RunningFigures Run(
        GraphNetwork network, LabelledData data, IEnumerable<long[]> batches, Action? beforeBatch = null, IKernelNetwork? fused = null)
    {
        var figures = new RunningFigures();
        network.eval();
        using var noGradient = no_grad();
        foreach (var batch in batches)
        {
            beforeBatch?.Invoke();
            using var scope = NewDisposeScope();
            var (images, labels) = data.Gather(batch);
            var logits = fused?.Forward(images).Logits ?? network.call(images);
            figures.Add(BatchFigures.Of(functional.cross_entropy(logits, labels), logits, labels));
        }

        return figures;
    }
}

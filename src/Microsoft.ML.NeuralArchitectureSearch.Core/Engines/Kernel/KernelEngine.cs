using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Text;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Puts networks onto the kernels of the CPU.</summary>
internal static class KernelEngine
{
    /// <summary>Compiles a network, where there are kernels for any of it.</summary>
    /// <param name="network">The network; its weights may then lie elsewhere in memory.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <param name="areWeightsFrozen">Whether the weights stay as they are, as in a trained model.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: as many as the processor has.</param>
    /// <returns>The compiled network; <see langword="null"/> where torch computes all of it.</returns>
    public static IKernelNetwork? TryCompile(GraphNetwork network, int threads, bool areWeightsFrozen = false, int? widest = null)
    {
        if (threads <= 0
            || !network.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU))
        {
            return null;
        }

        if (network.Graph.Nodes.Any(node => node.Layer is TrimLayer or TokenMaskLayer))
        {
            return TextKernelNetwork.TryCompile(network, threads, areWeightsFrozen);
        }

        var readers = new GraphReaders(network.Graph);
        var partition = new GraphPartition(readers, new LayerPatterns(readers));
        return partition.RegionCount > 0
            ? new KernelGraphNetwork(network, partition, threads, widest) { AreWeightsFrozen = areWeightsFrozen }
            : null;
    }
}

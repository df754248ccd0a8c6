using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// Batches scored by the final network of DARTS's published cells, for the comparison with PyTorch (benchmarks/pytorch): a line for each
/// with its seconds.
/// </summary>
internal static class InferenceRates
{
    /// <param name="sizes">Channels, cells, images, height and width.</param>
    /// <param name="threads">Threads of the kernels and of torch; negative for as many of torch and no kernels.</param>
    /// <param name="count">Number of batches that are timed, once the code has been compiled for good.</param>
    public static void Run(int[] sizes, int threads, int count)
    {
        set_num_threads(Math.Abs(threads));
        random.manual_seed(1);
        var shape = new MapShape(3, sizes[3], sizes[3]);
        using var network =
            GraphNetwork.OfCells(PublishedGenotypes.DartsV2, new() { Channels = sizes[0], Cells = sizes[1] }, shape, classCount: 10);
        network.eval();
        using var fused = KernelEngine.TryCompile(network, Math.Max(0, threads));
        using var images = randn(sizes[2], 3, sizes[3], sizes[3]);
        TimedSteps.Run(() => Score(network, fused, images), count);
    }

    private static double Score(GraphNetwork network, IKernelNetwork? fused, Tensor images)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var logits = fused?.Forward(images).Logits ?? network.call(images);
        return logits.sum().item<float>();
    }
}

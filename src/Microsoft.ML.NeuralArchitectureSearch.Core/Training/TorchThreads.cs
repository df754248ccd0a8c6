using Microsoft.ML.NeuralArchitectureSearch.Batching;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Keeps torch from splitting operations that are too small for it, for as long as the object lives.</summary>
/// <remarks>
/// Each operation that torch splits among threads starts and joins them anew. Below some hundred thousand values that takes longer
/// than the operation: with two threads a search step on a mini-batch of 64 images of 8x8 took half as long again as with one.
/// The choice depends on the sizes alone, so that the same seed gives the same result.
/// </remarks>
internal sealed class TorchThreads : IDisposable
{
    /// <summary>The least number of values in a feature map of a whole mini-batch that is worth more than one thread.</summary>
    public const long WorthSplitting = 1 << 17;

    /// <summary>Number of threads before and after.</summary>
    public int Before { get; } = get_num_threads();

    private TorchThreads(int threads) => set_num_threads(threads);

    /// <param name="shape">Size of the images.</param>
    /// <param name="batchSize">Images in a mini-batch.</param>
    /// <param name="channels">Channels of the first cells.</param>
    /// <param name="device">Where the work is done; threads are kept from the CPU only.</param>
    public TorchThreads(ImageShape shape, int batchSize, int channels, Device device)
    {
        if (device.type == DeviceType.CPU && (long)batchSize * channels * shape.Height * shape.Width < WorthSplitting)
        {
            set_num_threads(1);
        }
    }

    /// <summary>One thread on the CPU where the largest tensor of a step has fewer values than are worth splitting.</summary>
    /// <param name="values">Number of values of that tensor.</param>
    /// <param name="device">Where the work is done.</param>
    public static TorchThreads Of(long values, Device device) =>
        new(device.type == DeviceType.CPU && values < WorthSplitting ? 1 : get_num_threads());

    /// <summary>One thread: for networks that are small whatever the settings.</summary>
    public static TorchThreads Single() => new(1);

    /// <inheritdoc />
    public void Dispose() => set_num_threads(Before);
}

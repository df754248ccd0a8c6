using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Keeps torch from splitting operations that are too small for it, for as long as the object lives.</summary>
/// <remarks>
/// Each operation that torch splits among threads starts and joins them anew. Below some hundred thousand values that takes longer
/// than the operation: with two threads a search step on a mini-batch of 64 images of 8x8 took half as long again as with one.
/// The choice depends on the sizes alone, so that the same seed gives the same result. It is a <see cref="RunScope"/> as well.
/// </remarks>
internal sealed class TorchThreads : IDisposable
{
    /// <summary>The least number of values in a feature map of a whole mini-batch that is worth more than one thread.</summary>
    public const long WorthSplitting = 1 << 17;

    private readonly RunScope _scope = new();

    /// <summary>Number of threads before and after.</summary>
    public int Before { get; } = ThreadCount.Current;

    private TorchThreads(bool isSplit)
    {
        if (!isSplit)
        {
            ThreadCount.Set(1);
        }
    }

    /// <param name="shape">Size of the images.</param>
    /// <param name="batchSize">Images in a mini-batch.</param>
    /// <param name="channels">Channels of the first cells.</param>
    /// <param name="device">Where the work is done; threads are kept from the CPU only.</param>
    public TorchThreads(MapShape shape, int batchSize, int channels, Device device)
        : this(IsSplit((long)batchSize * channels * shape.Height * shape.Width, device))
    {
    }

    /// <summary>One thread on the CPU where the largest tensor of a step has fewer values than are worth splitting.</summary>
    /// <param name="values">Number of values of that tensor.</param>
    /// <param name="device">Where the work is done.</param>
    public static TorchThreads Of(long values, Device device) => new(IsSplit(values, device));

    /// <summary>One thread: for networks that are small whatever the settings.</summary>
    public static TorchThreads Single() => new(isSplit: false);

    /// <inheritdoc />
    public void Dispose()
    {
        ThreadCount.Set(Before);
        _scope.Dispose();
    }

    private static bool IsSplit(long values, Device device) => device.type != DeviceType.CPU || values >= WorthSplitting;
}

using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

public sealed partial record DartsOptions
{
    private const double PixelsOfCifar10 = 50_000.0 * 32 * 32;

    /// <summary>Sets the sizes that are not set yet, by the amount of data.</summary>
    /// <remarks>
    /// With <c>s</c> the number of pixels of all images as a share of CIFAR-10's (50,000 of 32x32), at most 1:
    /// channels <c>16 · √s</c>, at least 4, a multiple of 4; layers <c>8 · ⁴√s</c>, at least 3; the mini-batch a power of two of about a
    /// thirtieth of the images, 16 to 64; and epochs <c>50 · ⁴√s</c>, at least 10. At the size of CIFAR-10 these are the paper's 16
    /// channels, 8 layers, 64 images and 50 epochs; small sets are searched in minutes on a processor.
    /// </remarks>
    /// <param name="shape">Size of an image.</param>
    /// <param name="imageCount">Number of images, both halves together.</param>
    /// <returns>Settings with every size set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of images is zero or negative.</exception>
    public DartsOptions ScaledTo(ImageShape shape, long imageCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageCount);

        var share = Math.Min(1, imageCount * (double)shape.Height * shape.Width / PixelsOfCifar10);
        return this with
        {
            Channels = Channels ?? Math.Max(4, 4 * (int)Math.Round(4 * Math.Sqrt(share))),
            Layers = Layers ?? Math.Max(3, (int)Math.Round(8 * Math.Pow(share, 0.25))),
            BatchSize = BatchSize ?? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(imageCount / 30, 16, 64)),
            Epochs = Epochs ?? Math.Max(10, (int)Math.Round(50 * Math.Pow(share, 0.25))),
        };
    }
}

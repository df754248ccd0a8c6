using System.Numerics;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

public sealed partial record DartsOptions
{
    private const double PixelsOfCifar10 = 50_000.0 * 32 * 32;
    private const double FewestSteps = 600;
    private const double StepsOfCifar10 = 19_500;
    private const double MostEpochs = 50;

    /// <summary>Sets the sizes that are not set yet, by the amount of data.</summary>
    /// <remarks>
    /// With <c>s</c> the number of pixels of all images as a share of CIFAR-10's (50,000 of 32x32), at most 1: channels <c>16 · √s</c>, a
    /// multiple of 4; layers <c>8 · ⁴√s</c>, at least 3; the mini-batch a power of two, 16 to 64, of at most a fortieth of the images where
    /// that is possible; and as many epochs, 1 to 50, as give about <c>600 + 18,900 · s²</c> mini-batches. At the size of CIFAR-10 these
    /// are the paper's 16 channels, 8 layers, 64 images and 50 epochs. A set of 1,500 images of 8x8 or 2,000 of 28x28 pixels gets
    /// 4 channels and 3 layers, and some 600 mini-batches, which take a processor seconds to minutes: α moves by its learning rate in a
    /// step,
    /// so that with fewer the choice would be close to a draw.
    /// </remarks>
    /// <param name="shape">Size of an image.</param>
    /// <param name="imageCount">Number of images, both halves together.</param>
    /// <returns>Settings with every size set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of images is zero or negative.</exception>
    public DartsOptions ScaledTo(MapShape shape, long imageCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageCount);

        var share = Math.Min(1, imageCount * (double)shape.Height * shape.Width / PixelsOfCifar10);
        var batchSize = BatchSize ?? 1 << BitOperations.Log2((uint)Math.Clamp(imageCount / 40, 16, 64));
        var steps = FewestSteps + ((StepsOfCifar10 - FewestSteps) * share * share);
        var stepsPerEpoch = Math.Max(1, imageCount * (1 - ValidationFraction) / batchSize);
        return this with
        {
            Channels = Channels ?? Math.Max(4, 4 * (int)Math.Round(4 * Math.Sqrt(share))),
            Cells = Cells ?? Math.Max(3, (int)Math.Round(8 * Math.Pow(share, 0.25))),
            BatchSize = batchSize,
            Epochs = Epochs ?? (int)Math.Clamp(Math.Round(steps / stepsPerEpoch), 1, MostEpochs),
        };
    }
}

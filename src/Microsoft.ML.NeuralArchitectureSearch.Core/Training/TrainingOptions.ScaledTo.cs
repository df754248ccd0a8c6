using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

public sealed partial record TrainingOptions
{
    private const double PixelsOfCifar10 = 50_000.0 * 32 * 32;

    /// <summary>Sets the sizes that are not set yet, by the amount of data.</summary>
    /// <remarks>
    /// With <c>s</c> the number of pixels of all images as a share of CIFAR-10's (50,000 of 32x32), at most 1: epochs <c>600 · s</c>, at
    /// least 25; the mini-batch a multiple of 16 of about a fortieth of the images, 32 to 96; crops out of a border of an eighth of the
    /// height. At the size of CIFAR-10 these are the paper's 600 epochs, 96 images and 4 pixels.
    /// </remarks>
    /// <param name="shape">Size of an image.</param>
    /// <param name="imageCount">Number of images.</param>
    /// <returns>Settings with every size set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of images is zero or negative.</exception>
    public TrainingOptions ScaledTo(MapShape shape, long imageCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imageCount);

        var share = Math.Min(1, imageCount * (double)shape.Height * shape.Width / PixelsOfCifar10);
        return this with
        {
            Epochs = Epochs ?? Math.Max(25, (int)Math.Round(600 * share)),
            BatchSize = BatchSize ?? 16 * (int)Math.Clamp(imageCount / (40 * 16), 2, 6),
            Augmentation = Augmentation ?? new ImageAugmentation { CropPadding = shape.Height / 8 },
        };
    }
}

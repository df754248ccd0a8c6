namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>How training images are varied, anew in every epoch.</summary>
public sealed record ImageAugmentation
{
    /// <summary>Images as they are.</summary>
    public static ImageAugmentation None { get; } = new();

    /// <summary>
    /// The field's standard for CIFAR-10: crops out of a border of 4 pixels, mirrored half of the time, a 16x16 square cut out.
    /// </summary>
    /// <remarks>Cutout: DeVries and Taylor (2017), arXiv:1708.04552.</remarks>
    public static ImageAugmentation Cifar10 { get; } = new() { CropPadding = 4, HorizontalFlip = true, CutoutLength = 16 };

    /// <summary>Width in pixels of the zero border out of which the image is cropped at a random place. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int CropPadding { get; init => field = Checked.NotNegative(value, nameof(CropPadding)); }

    /// <summary>Whether half of the images are mirrored left to right. Default <see langword="false"/>: a mirrored 2 is no digit.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Side in pixels of the square set to zero at a random place, 0 for none. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int CutoutLength { get; init => field = Checked.NotNegative(value, nameof(CutoutLength)); }

    /// <exception cref="ArgumentException">The square that is cut out is longer than the images, or the border wider.</exception>
    internal void CheckFits(MapShape shape)
    {
        var side = Math.Min(shape.Height, shape.Width);
        Check(CutoutLength, nameof(CutoutLength));
        Check(CropPadding, nameof(CropPadding));

        void Check(int value, string option)
        {
            if (value > side)
            {
                throw Refusal.Of(
                    option,
                    $"{option} is {value}; allowed is at most {side}, the shorter side of images of {shape} (channels x height x width).");
            }
        }
    }
}

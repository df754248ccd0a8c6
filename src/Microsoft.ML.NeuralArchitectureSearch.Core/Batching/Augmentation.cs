using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>
/// Varies a mini-batch of normalised images as <see cref="ImageAugmentation"/> says; borders and cut-outs are zero, the mean of such
/// images.
/// </summary>
internal static class Augmentation
{
    /// <summary>Varies every image of a mini-batch on its own.</summary>
    /// <param name="augmentation">How.</param>
    /// <param name="images">Normalised images, float32 <c>[N, C, H, W]</c>, on any device.</param>
    /// <param name="random">The source of every draw.</param>
    /// <returns>The images themselves where there is nothing to vary, otherwise a new tensor in the caller's dispose scope.</returns>
    public static Tensor Apply(ImageAugmentation augmentation, Tensor images, Random random)
    {
        if (augmentation is { CropPadding: 0, HorizontalFlip: false, CutoutLength: 0 })
        {
            return images;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var varied = images;
        if (augmentation.CropPadding > 0 || augmentation.HorizontalFlip)
        {
            varied = CropAndFlip(augmentation, varied, random);
        }

        if (augmentation.CutoutLength > 0)
        {
            varied = CutOut(augmentation.CutoutLength, varied, random);
        }

        return varied.MoveToOuterDisposeScope();
    }

    // Both are one gather out of the padded images, through the flat index of every pixel's source.
    private static Tensor CropAndFlip(ImageAugmentation augmentation, Tensor images, Random random)
    {
        var (count, channels, height, width) = Sizes(images);
        var border = augmentation.CropPadding;
        var paddedWidth = width + (2 * border);
        var padded = border == 0 ? images : nn.functional.pad(images, [border, border, border, border]);

        var rows = new long[count];
        var columns = new long[count];
        var steps = new long[count];
        for (var image = 0; image < count; image++)
        {
            var flipped = augmentation.HorizontalFlip && random.Next(2) == 1;
            rows[image] = random.Next((2 * border) + 1);
            columns[image] = random.Next((2 * border) + 1) + (flipped ? width - 1 : 0);
            steps[image] = flipped ? -1 : 1;
        }

        var row = Column(rows, images).Add(NumberTensors.Range(height, images.device)); // [N, H]
        var column = Column(columns, images).Add(Column(steps, images).mul(NumberTensors.Range(width, images.device))); // [N, W]
        var source = row.unsqueeze(2).Mul(paddedWidth).Add(column.unsqueeze(1)); // [N, H, W]
        var index = source.reshape(count, 1, height * width).expand(count, channels, height * width);
        return padded.reshape(count, channels, -1).gather(2, index).reshape(count, channels, height, width);
    }

    // The square's centre lies anywhere in the image, so that part of the square may fall outside.
    private static Tensor CutOut(int length, Tensor images, Random random)
    {
        var (count, _, height, width) = Sizes(images);
        var rows = new long[count];
        var columns = new long[count];
        for (var image = 0; image < count; image++)
        {
            rows[image] = random.Next(height) - (length / 2);
            columns[image] = random.Next(width) - (length / 2);
        }

        var inRows = Within(rows, height, length, images).unsqueeze(2); // [N, H, 1]
        var inColumns = Within(columns, width, length, images).unsqueeze(1); // [N, 1, W]
        return images.MaskedFill(inRows.logical_and(inColumns).unsqueeze(1), 0);
    }

    private static Tensor Within(long[] starts, int size, int length, Tensor images)
    {
        var offset = NumberTensors.Range(size, images.device).sub(Column(starts, images)); // [N, size]
        return offset.Ge(0).logical_and(offset.Lt(length));
    }

    private static Tensor Column(long[] values, Tensor images) => tensor(values, device: CPU).to(images.device).unsqueeze(1);

    private static (int Count, int Channels, int Height, int Width) Sizes(Tensor images)
    {
        var shape = images.shape;
        return ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
    }
}

using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Mean and standard deviation of the training images' values, per channel; a part of the trained model.</summary>
/// <remarks>A value: two are equal when all their numbers are.</remarks>
/// <param name="Mean">Mean of each channel.</param>
/// <param name="StandardDeviation">Standard deviation of each channel; 1 for a channel that is the same in every pixel.</param>
internal sealed record PixelStatistics(ImmutableArray<float> Mean, ImmutableArray<float> StandardDeviation)
{
    private const long MostValues = 1 << 18;
    private const long MostNormalizedAtOnce = 1 << 24;

    /// <summary>Measures a set of images.</summary>
    /// <param name="data">The images.</param>
    /// <returns>The statistics, taken over all images and pixels in double precision.</returns>
    /// <exception cref="ArgumentNullException">There is no data.</exception>
    public static PixelStatistics Of(LabelledData data) => Of(data, check: null);

    /// <summary>Measures a set of images; the check runs before every part, and may throw.</summary>
    internal static PixelStatistics Of(LabelledData data, Action? check)
    {
        ArgumentNullException.ThrowIfNull(data);

        var mean = ImmutableArray.CreateBuilder<float>(data.Shape.Channels);
        var deviation = ImmutableArray.CreateBuilder<float>(data.Shape.Channels);
        for (var channel = 0; channel < data.Shape.Channels; channel++)
        {
            // One channel of some images at a time: the copies in double precision stay small.
            var pixels = data.Inputs.select(1, channel);
            using (pixels)
            {
                var center = MeanOf(pixels, values => values.mean(), check);
                var spread = Math.Sqrt(
                    MeanOf(pixels, values => values.sub(tensor([center], device: values.device)).Square().mean(), check));
                mean.Add((float)center);
                deviation.Add(spread > 1e-12 ? (float)spread : 1f);
            }
        }

        return new PixelStatistics(mean.MoveToImmutable(), deviation.MoveToImmutable());
    }

    /// <summary>Brings images to mean 0 and standard deviation 1 per channel, by these statistics.</summary>
    /// <param name="images">Images, float32 <c>[N, C, H, W]</c>.</param>
    /// <returns>A new tensor of the same size on the same device.</returns>
    /// <exception cref="ArgumentException">The images have another number of channels.</exception>
    public Tensor Normalize(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.shape is not [_, var channels, _, _] || channels != Mean.Length)
        {
            throw new ArgumentException(
                $"Images are a tensor [N, {Mean.Length}, H, W]; found [{string.Join(", ", images.shape)}].", nameof(images));
        }

        using var scope = NewDisposeScope();
        return images.sub(PerChannel(Mean, images)).div_(PerChannel(StandardDeviation, images)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public bool Equals(PixelStatistics? other) =>
        other is not null && Mean.SequenceEqual(other.Mean) && StandardDeviation.SequenceEqual(other.StandardDeviation);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Mean.Concat(StandardDeviation))
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>
    /// Normalises images as <see cref="Normalize"/> does, in their own memory, part by part; the check runs before each, and may throw.
    /// </summary>
    internal void NormalizeInPlace(Tensor images, Action? check = null)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (mean, deviation) = (PerChannel(Mean, images), PerChannel(StandardDeviation, images));
        var (count, step) = (images.shape[0], Math.Max(1, MostNormalizedAtOnce / (images.numel() / images.shape[0])));
        for (long begin = 0; begin < count; begin += step)
        {
            check?.Invoke();
            using var part = images.narrow(0, begin, Math.Min(step, count - begin));
            part.sub_(mean).div_(deviation);
        }
    }

    private static double MeanOf(Tensor pixels, Func<Tensor, Tensor> mean, Action? check)
    {
        var (count, size) = (pixels.shape[0], pixels.shape[1] * pixels.shape[2]);
        var step = Math.Clamp(MostValues / size, 1, count);
        double sum = 0;
        for (long begin = 0; begin < count; begin += step)
        {
            check?.Invoke();
            using var scope = NewDisposeScope();
            var length = Math.Min(step, count - begin);
            var part = mean(pixels.narrow(0, begin, length).to(ScalarType.Float64)).item<double>();
            sum += part * ((double)length / count);
        }

        return sum;
    }

    private static Tensor PerChannel(ImmutableArray<float> values, Tensor images) =>
        tensor(values.ToArray(), device: CPU).reshape(1, values.Length, 1, 1).to(images.dtype, images.device);
}

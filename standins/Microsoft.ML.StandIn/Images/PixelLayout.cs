using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which colours of a pixel go where in the vector, and how their values are changed.</summary>
internal sealed record PixelLayout(ColorBits Colors, ColorsOrder Order, bool Interleave, float Offset, float Scale, bool AsFloats)
{
    internal int Planes => System.Numerics.BitOperations.PopCount((uint)Colors);

    internal VectorDataViewType VectorType(ImageDataViewType image)
    {
        PrimitiveDataViewType item = AsFloats ? NumberDataViewType.Single : NumberDataViewType.Byte;
        return Interleave ? new(item, image.Height, image.Width, Planes) : new(item, Planes, image.Height, image.Width);
    }

    internal void Fill(MLImage image, Span<float> target)
    {
        var pixels = image.Pixels;
        foreach (var (from, to) in Channels(image))
        {
            var (start, step) = Interleave ? (to, Planes) : (to * (pixels.Length / 4), 1);
            for (int source = from, index = start; source < pixels.Length; source += 4, index += step)
                target[index] = (pixels[source] - Offset) * Scale;
        }
    }

    internal void Fill(MLImage image, Span<byte> target)
    {
        var pixels = image.Pixels;
        foreach (var (from, to) in Channels(image))
        {
            var (start, step) = Interleave ? (to, Planes) : (to * (pixels.Length / 4), 1);
            for (int source = from, index = start; source < pixels.Length; source += 4, index += step)
                target[index] = pixels[source];
        }
    }

    /// <summary>For each wanted colour, its byte within a source pixel and its plane in the vector.</summary>
    private IEnumerable<(int From, int To)> Channels(MLImage image)
    {
        var stored = image.PixelFormat == MLPixelFormat.Bgra32 ? "BGRA" : "RGBA";
        return Order.ToString().Where(Wanted).Select((color, plane) => (stored.IndexOf(color, StringComparison.Ordinal), plane));
    }

    private bool Wanted(char color) => Colors.HasFlag(color switch
    {
        'A' => ColorBits.Alpha,
        'R' => ColorBits.Red,
        'G' => ColorBits.Green,
        _ => ColorBits.Blue,
    });
}

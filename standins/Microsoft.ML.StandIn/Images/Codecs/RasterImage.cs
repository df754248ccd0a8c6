namespace Microsoft.ML.Data;

/// <summary>Decoded pixels: 8-bit blue, green, red, alpha per pixel, colours not multiplied by alpha, rows from the top.</summary>
internal sealed record RasterImage(int Width, int Height, byte[] Bgra)
{
    internal const int BytesPerPixel = 4;

    // A header of a few bytes may claim any size: the claim is checked before anything is allocated.
    internal static byte[] Allocate(long width, long height)
    {
        if (width <= 0 || height <= 0 || width > int.MaxValue || height > int.MaxValue / BytesPerPixel / width)
            throw new InvalidDataException($"An image of {width} by {height} pixels cannot be read.");

        return new byte[width * height * BytesPerPixel];
    }
}

namespace Microsoft.ML.Data;

/// <summary>An image in memory, four bytes per pixel, the colours multiplied by alpha as in the drawing library of the original.</summary>
public sealed class MLImage : IDisposable
{
    private static readonly HashSet<string> ImageExtensions = new(
        [".bmp", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".astc", ".avif", ".dng", ".heif", ".ktx", ".pkm", ".wbmp", ".webp"],
        StringComparer.OrdinalIgnoreCase);

    private readonly MLPixelFormat _pixelFormat;
    private readonly int _width;
    private readonly int _height;
    private byte[] _pixels;
    private string _tag;

    internal MLImage(int width, int height, MLPixelFormat pixelFormat, byte[] pixels)
    {
        _width = width;
        _height = height;
        _pixelFormat = pixelFormat;
        _pixels = pixels;
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        using var copy = new MemoryStream();
        imageStream.CopyTo(copy);
        return Decode(copy.GetBuffer().AsSpan(0, (int)copy.Length), "Invalid input stream contents", nameof(imageStream));
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        if (!File.Exists(imagePath))
            throw new ArgumentException($"Invalid path: {imagePath}", nameof(imagePath));

        return Decode(File.ReadAllBytes(imagePath), "Invalid path", nameof(imagePath));
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentException("Invalid width value.", nameof(width));
        if (height <= 0)
            throw new ArgumentException("Invalid height value.", nameof(height));
        if (imagePixelData.Length != (long)width * height * RasterImage.BytesPerPixel)
            throw new ArgumentException($"{width} by {height} pixels take {(long)width * height * 4} bytes, not {imagePixelData.Length}.", nameof(imagePixelData));

        return new(width, height, pixelFormat, imagePixelData.ToArray());
    }

    public MLPixelFormat PixelFormat => Alive()._pixelFormat;

    public int Width => Alive()._width;

    public int Height => Alive()._height;

    public int BitsPerPixel => Alive() is null ? 0 : RasterImage.BytesPerPixel * 8;

    public ReadOnlySpan<byte> Pixels => Alive()._pixels;

    public string Tag
    {
        get => Alive()._tag;
        set => Alive()._tag = value;
    }

    public byte[] GetBGRPixels
    {
        get
        {
            var bgra = Alive().ToRaster().Bgra;
            var bgr = new byte[bgra.Length / 4 * 3];
            for (int from = 0, to = 0; from < bgra.Length; from += 4, to += 3)
                bgra.AsSpan(from, 3).CopyTo(bgr.AsSpan(to));

            return bgr;
        }
    }

    public void Save(string imagePath)
    {
        Alive();
        var extension = Path.GetExtension(imagePath);
        if (!ImageExtensions.Contains(extension))
            throw new ArgumentException("Path has invalid image file extension.", nameof(imagePath));

        // The original reads BMP but cannot write it either.
        var file = ImageCodec.EncodeOrNull(ToRaster(), extension)
            ?? throw new ArgumentException($"Saving image with the format '{extension}' is not supported. Use Jpeg or Png.", nameof(imagePath));
        File.WriteAllBytes(imagePath, file);
    }

    public void Dispose() => _pixels = null;

    private static MLImage Decode(ReadOnlySpan<byte> file, string problem, string parameter)
    {
        try
        {
            return FromRaster(ImageCodec.Decode(file));
        }
        catch (InvalidDataException cause)
        {
            throw new ArgumentException($"{problem}: {cause.Message}", parameter, cause);
        }
    }

    private static MLImage FromRaster(RasterImage raster)
    {
        var pixels = raster.Bgra;
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var alpha = pixels[i + 3];
            if (alpha == 255)
                continue;
            for (var c = i; c < i + 3; c++)
                pixels[c] = (byte)((pixels[c] * alpha + 127) / 255);
        }

        return new(raster.Width, raster.Height, MLPixelFormat.Bgra32, pixels);
    }

    private RasterImage ToRaster()
    {
        var (blue, red) = _pixelFormat == MLPixelFormat.Bgra32 ? (0, 2) : (2, 0);
        var bgra = new byte[_pixels.Length];
        for (var i = 0; i < bgra.Length; i += 4)
        {
            var alpha = _pixels[i + 3];
            bgra[i] = Straight(_pixels[i + blue], alpha);
            bgra[i + 1] = Straight(_pixels[i + 1], alpha);
            bgra[i + 2] = Straight(_pixels[i + red], alpha);
            bgra[i + 3] = alpha;
        }

        return new(_width, _height, bgra);
    }

    private static byte Straight(byte color, byte alpha) => alpha switch
    {
        255 => color,
        0 => 0,
        _ => (byte)Math.Min(255, (color * 255 + alpha / 2) / alpha),
    };

    private MLImage Alive() => _pixels is null ? throw new InvalidOperationException("Object is disposed.") : this;
}

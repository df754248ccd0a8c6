using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace Microsoft.ML.Data;

/// <summary>
/// Resizing: nearest neighbour for <see cref="ResizingKind.Fill"/>, otherwise a Mitchell cubic, widened when the image shrinks.
/// The original widens by mipmaps: results agree in kind, not in every bit.
/// </summary>
internal static class ImageResampling
{
    internal static MLImage Resize(MLImage source, int width, int height, ResizingKind kind, Anchor anchor)
    {
        var target = new byte[width * height * 4];
        if (kind == ResizingKind.Fill)
        {
            FillNearest(source, target, width, height);
        }
        else
        {
            var placement = Place(source, width, height, kind, anchor);
            DrawCubic(source, target, width, height, placement);
        }

        return new(width, height, source.PixelFormat, target) { Tag = source.Tag };
    }

    internal static MLImage ToGrayscale(MLImage source)
    {
        var from = source.Pixels;
        var target = new byte[from.Length];
        var red = source.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2;
        for (var i = 0; i < from.Length; i += 4)
        {
            var gray = (byte)(0.3f * from[i + red] + 0.59f * from[i + 1] + 0.11f * from[i + 2 - red] + 0.5f);
            target.AsSpan(i, 3).Fill(gray);
            target[i + 3] = from[i + 3];
        }

        return new(source.Width, source.Height, source.PixelFormat, target) { Tag = source.Tag };
    }

    private static void FillNearest(MLImage source, byte[] target, int width, int height)
    {
        var from = source.Pixels;
        for (var y = 0; y < height; y++)
        {
            var sourceRow = (int)((y + 0.5) * source.Height / height) * source.Width;
            for (var x = 0; x < width; x++)
                from.Slice((sourceRow + (int)((x + 0.5) * source.Width / width)) * 4, 4).CopyTo(target.AsSpan((y * width + x) * 4));
        }
    }

    /// <summary>Where the whole source lands in the target; cropping lets it stick out, padding leaves a margin.</summary>
    private static (int X, int Y, int Width, int Height) Place(MLImage source, int width, int height, ResizingKind kind, Anchor anchor)
    {
        var horizontal = (float)width / source.Width;
        var vertical = (float)height / source.Height;
        var scale = kind == ResizingKind.IsoCrop ? Math.Max(horizontal, vertical) : Math.Min(horizontal, vertical);
        var spareX = width - source.Width * scale;
        var spareY = height - source.Height * scale;

        // An anchor says which side is kept when that side is cropped; padding is always centred.
        var x = (kind, anchor) switch
        {
            (ResizingKind.IsoCrop, Anchor.Left) => 0,
            (ResizingKind.IsoCrop, Anchor.Right) => (int)spareX,
            _ => (int)(spareX / 2),
        };
        var y = (kind, anchor) switch
        {
            (ResizingKind.IsoCrop, Anchor.Top) => 0,
            (ResizingKind.IsoCrop, Anchor.Bottom) => (int)spareY,
            _ => (int)(spareY / 2),
        };
        return (x, y, Math.Max(1, (int)(source.Width * scale)), Math.Max(1, (int)(source.Height * scale)));
    }

    private static void DrawCubic(MLImage source, byte[] target, int width, int height, (int X, int Y, int Width, int Height) at)
    {
        var (firstX, lastX) = (Math.Max(0, at.X), Math.Min(width, at.X + at.Width));
        var (firstY, lastY) = (Math.Max(0, at.Y), Math.Min(height, at.Y + at.Height));
        var columns = Taps(firstX - at.X, lastX - at.X, at.Width, source.Width);
        var rows = Taps(firstY - at.Y, lastY - at.Y, at.Height, source.Height);
        var from = source.Pixels;

        // Horizontally first, into floats; then vertically.
        var band = new float[source.Height * columns.Length * 4];
        for (var y = 0; y < source.Height; y++)
        {
            for (var x = 0; x < columns.Length; x++)
            {
                for (var channel = 0; channel < 4; channel++)
                {
                    var sum = 0f;
                    foreach (var (position, weight) in columns[x])
                        sum += weight * from[(y * source.Width + position) * 4 + channel];
                    band[(y * columns.Length + x) * 4 + channel] = sum;
                }
            }
        }

        for (var y = 0; y < rows.Length; y++)
        {
            for (var x = 0; x < columns.Length * 4; x++)
            {
                var sum = 0f;
                foreach (var (position, weight) in rows[y])
                    sum += weight * band[position * columns.Length * 4 + x];
                target[((firstY + y) * width + firstX) * 4 + x] = (byte)Math.Clamp(sum + 0.5f, 0f, 255f);
            }
        }
    }

    private static (int Position, float Weight)[][] Taps(int first, int last, int targetLength, int sourceLength)
    {
        var ratio = (double)sourceLength / targetLength;
        var stretch = Math.Max(1, ratio);
        var taps = new (int, float)[Math.Max(0, last - first)][];
        for (var i = 0; i < taps.Length; i++)
        {
            var center = (first + i + 0.5) * ratio - 0.5;
            var start = (int)Math.Ceiling(center - 2 * stretch);
            var end = (int)Math.Floor(center + 2 * stretch);
            var weights = Enumerable.Range(start, end - start + 1)
                .Select(p => (Position: Math.Clamp(p, 0, sourceLength - 1), Weight: Mitchell(Math.Abs(p - center) / stretch)))
                .ToArray();
            var total = weights.Sum(w => w.Weight);
            taps[i] = [.. weights.Select(w => (w.Position, (float)(w.Weight / total)))];
        }

        return taps;
    }

    // Mitchell and Netravali's cubic with B = C = 1/3.
    private static double Mitchell(double x) => x switch
    {
        < 1 => (7 * x * x * x - 12 * x * x + 16.0 / 3) / 6,
        < 2 => (-7.0 / 3 * x * x * x + 12 * x * x - 20 * x + 32.0 / 3) / 6,
        _ => 0,
    };
}

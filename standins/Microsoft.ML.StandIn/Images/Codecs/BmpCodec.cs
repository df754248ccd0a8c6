using System.Buffers.Binary;

namespace Microsoft.ML.Data;

/// <summary>Uncompressed BMP: 8 bits with a palette, 24 and 32 bits.</summary>
internal static class BmpCodec
{
    private const int FileHeaderLength = 14;
    private const int Uncompressed = 0;
    private const int BitFields = 3;

    internal static RasterImage Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeaderLength + 40)
            throw new InvalidDataException("BMP: the file ends within its header.");

        var pixelStart = Int32(file, 10);
        var headerLength = Int32(file, 14);
        var width = Int32(file, 18);
        var signedHeight = Int32(file, 22);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        var compression = Int32(file, 30);
        CheckSupported(bits, compression, headerLength);

        var height = Math.Abs((long)signedHeight);
        var stride = ((long)width * bits + 31) / 32 * 4;
        if (pixelStart < FileHeaderLength || pixelStart + stride * height > file.Length)
            throw new InvalidDataException($"BMP: {width} by {height} pixels of {bits} bits do not fit in {file.Length} bytes.");

        var pixels = RasterImage.Allocate(width, height);
        var palette = bits == 8 ? Palette(file, FileHeaderLength + headerLength, pixelStart) : default;
        for (var y = 0; y < height; y++)
        {
            // A positive height means that the last row comes first.
            var row = file.Slice((int)(pixelStart + stride * (signedHeight > 0 ? height - 1 - y : y)), (int)stride);
            ReadRow(row, bits / 8, palette, pixels.AsSpan(y * width * 4, width * 4));
        }

        return new(width, (int)height, pixels);
    }

    private static void CheckSupported(int bits, int compression, int headerLength)
    {
        // 32-bit files often declare bit fields for the usual order.
        var supported = headerLength >= 40 && bits is 8 or 24 or 32 && (compression == Uncompressed || (compression == BitFields && bits == 32));
        if (!supported)
            throw new InvalidDataException($"BMP: {bits} bits with compression {compression} is not supported; 8, 24 or 32 uncompressed bits are.");
    }

    private static ReadOnlySpan<byte> Palette(ReadOnlySpan<byte> file, int start, int end)
    {
        if (start >= end || end > file.Length)
            throw new InvalidDataException("BMP: the palette is missing.");

        return file[start..end];
    }

    private static void ReadRow(ReadOnlySpan<byte> row, int bytesPerPixel, ReadOnlySpan<byte> palette, Span<byte> target)
    {
        for (int x = 0, to = 0; to < target.Length; x++, to += 4)
        {
            var pixel = row[(x * bytesPerPixel)..];
            if (bytesPerPixel == 1)
            {
                if ((pixel[0] + 1) * 4 > palette.Length)
                    throw new InvalidDataException($"BMP: colour {pixel[0]} is not in the palette.");
                pixel = palette[(pixel[0] * 4)..];
            }

            target[to] = pixel[0];
            target[to + 1] = pixel[1];
            target[to + 2] = pixel[2];
            target[to + 3] = 255;       // the fourth byte of plain 32-bit files is unused, not alpha
        }
    }

    private static int Int32(ReadOnlySpan<byte> file, int position) => BinaryPrimitives.ReadInt32LittleEndian(file[position..]);
}

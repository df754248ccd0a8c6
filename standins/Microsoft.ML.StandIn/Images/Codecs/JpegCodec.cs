using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>JPEG through libjpeg-turbo's own interface.</summary>
internal static unsafe partial class JpegCodec
{
    private const string Library = "libturbojpeg.so.0";
    private const string DebianPackage = "libturbojpeg0";
    private const int FormatBgra = 8;
    private const int Subsampling420 = 2;
    private const int AccurateTransform = 4096;

    internal static RasterImage Decode(ReadOnlySpan<byte> file)
    {
        fixed (byte* data = file)
        {
            var address = (nint)data;
            var length = new CULong((nuint)file.Length);
            return ImageCodec.WithLibrary(DebianPackage, () => Decode(address, length));
        }
    }

    internal static byte[] Encode(RasterImage image, int quality) =>
        ImageCodec.WithLibrary(DebianPackage, () => EncodeCore(image, quality));

    private static RasterImage Decode(nint data, CULong length)
    {
        var decoder = tjInitDecompress();
        try
        {
            if (tjDecompressHeader3(decoder, data, length, out var width, out var height, out _, out _) != 0)
                throw Failure(decoder);

            var pixels = RasterImage.Allocate(width, height);
            fixed (byte* target = pixels)
            {
                // Warnings (a truncated last block, say) leave a usable picture, as in most readers.
                if (tjDecompress2(decoder, data, length, (nint)target, width, 0, height, FormatBgra, AccurateTransform) != 0
                    && tjGetErrorCode(decoder) != 0)
                    throw Failure(decoder);
            }

            return new(width, height, pixels);
        }
        finally
        {
            _ = tjDestroy(decoder);
        }
    }

    private static byte[] EncodeCore(RasterImage image, int quality)
    {
        var encoder = tjInitCompress();
        nint file = 0;
        var size = new CULong(0);
        try
        {
            fixed (byte* source = image.Bgra)
            {
                if (tjCompress2(encoder, (nint)source, image.Width, 0, image.Height, FormatBgra, ref file, ref size,
                    Subsampling420, quality, AccurateTransform) != 0)
                    throw Failure(encoder);
            }

            return new ReadOnlySpan<byte>((void*)file, (int)size.Value).ToArray();
        }
        finally
        {
            tjFree(file);
            _ = tjDestroy(encoder);
        }
    }

    private static InvalidDataException Failure(nint handle) => new($"JPEG: {Marshal.PtrToStringUTF8(tjGetErrorStr2(handle))}");

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial nint tjInitCompress();

    [LibraryImport(Library)]
    private static partial int tjDecompressHeader3(
        nint handle, nint jpeg, CULong size, out int width, out int height, out int subsampling, out int colorspace);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(
        nint handle, nint jpeg, CULong size, nint target, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library)]
    private static partial int tjCompress2(
        nint handle, nint source, int width, int pitch, int height, int pixelFormat,
        ref nint jpeg, ref CULong size, int subsampling, int quality, int flags);

    [LibraryImport(Library)]
    private static partial int tjGetErrorCode(nint handle);

    [LibraryImport(Library)]
    private static partial nint tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    private static partial void tjFree(nint buffer);

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);
}

using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>PNG through the simplified interface of libpng 1.6.</summary>
internal static unsafe partial class PngCodec
{
    private const string Library = "libpng16.so.16";
    private const string DebianPackage = "libpng16-16";
    private const uint InterfaceVersion = 1;
    private const uint FormatBgra = 0x01 | 0x02 | 0x10;

    internal static RasterImage Decode(ReadOnlySpan<byte> file)
    {
        fixed (byte* data = file)
        {
            var address = (nint)data;
            var length = (nuint)file.Length;
            return ImageCodec.WithLibrary(DebianPackage, () => Decode(address, length));
        }
    }

    internal static byte[] Encode(RasterImage image) => ImageCodec.WithLibrary(DebianPackage, () => EncodeCore(image));

    private static RasterImage Decode(nint data, nuint length)
    {
        var png = new PngImage { Version = InterfaceVersion };
        try
        {
            Check(png_image_begin_read_from_memory(ref png, data, length), ref png);
            png.Format = FormatBgra;
            var pixels = RasterImage.Allocate(png.Width, png.Height);
            fixed (byte* target = pixels)
                Check(png_image_finish_read(ref png, 0, (nint)target, 0, 0), ref png);

            return new((int)png.Width, (int)png.Height, pixels);
        }
        finally
        {
            png_image_free(ref png);
        }
    }

    private static byte[] EncodeCore(RasterImage image)
    {
        var png = new PngImage { Version = InterfaceVersion, Width = (uint)image.Width, Height = (uint)image.Height, Format = FormatBgra };
        try
        {
            fixed (byte* source = image.Bgra)
            {
                nuint size = 0;
                Check(png_image_write_to_memory(ref png, 0, ref size, 0, (nint)source, 0, 0), ref png);
                var file = new byte[size];
                fixed (byte* target = file)
                    Check(png_image_write_to_memory(ref png, (nint)target, ref size, 0, (nint)source, 0, 0), ref png);

                return file[..(int)size];
            }
        }
        finally
        {
            png_image_free(ref png);
        }
    }

    private static void Check(int success, ref PngImage png)
    {
        if (success != 0)
            return;

        fixed (byte* message = png.Message)
            throw new InvalidDataException($"PNG: {Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(message))}");
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PngImage
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColormapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];
    }

    [LibraryImport(Library)]
    private static partial int png_image_begin_read_from_memory(ref PngImage image, nint memory, nuint size);

    [LibraryImport(Library)]
    private static partial int png_image_finish_read(ref PngImage image, nint background, nint buffer, int rowStride, nint colormap);

    [LibraryImport(Library)]
    private static partial int png_image_write_to_memory(
        ref PngImage image, nint memory, ref nuint memoryBytes, int convertTo8Bit, nint buffer, int rowStride, nint colormap);

    [LibraryImport(Library)]
    private static partial void png_image_free(ref PngImage image);
}

namespace Microsoft.ML.Data;

/// <summary>Chooses a codec: by the first bytes for reading, by the extension for writing.</summary>
internal static class ImageCodec
{
    /// <exception cref="InvalidDataException">The bytes are of no known format, or damaged.</exception>
    internal static RasterImage Decode(ReadOnlySpan<byte> file)
    {
        if (file.Length > 4 && file[0] == 0x89 && file[1..4].SequenceEqual("PNG"u8))
            return PngCodec.Decode(file);
        if (file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF)
            return JpegCodec.Decode(file);
        if (file.StartsWith("BM"u8))
            return BmpCodec.Decode(file);

        throw new InvalidDataException("The data is neither PNG, JPEG nor BMP.");
    }

    /// <returns>The encoded file, or null when the format of that extension can be read but not written.</returns>
    internal static byte[] EncodeOrNull(RasterImage image, string extension) => extension.ToUpperInvariant() switch
    {
        ".PNG" => PngCodec.Encode(image),
        ".JPG" or ".JPEG" => JpegCodec.Encode(image, quality: 100),
        _ => null,
    };

    /// <summary>Runs native code; when its library is absent, the exception says which package has it.</summary>
    internal static T WithLibrary<T>(string debianPackage, Func<T> native)
    {
        try
        {
            return native();
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                $"This image format needs the system's library of the Debian package {debianPackage}, which is missing or cannot be loaded.", missing);
        }
    }
}

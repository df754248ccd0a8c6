using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// TorchSharp's format of saved tensors: the number of tensors, then each one's name, type, dimensions, sizes and values.
/// </summary>
internal static class SavedWeightsFormat
{
    private const int MostDimensions = 16;

    /// <summary>Reads a tensor behind its name.</summary>
    /// <param name="reader">The stream; it can seek.</param>
    /// <param name="name">The name.</param>
    /// <returns>Number of its values.</returns>
    /// <exception cref="FormatException">
    /// It is too long, of another type than weights, or has values that are not finite numbers.
    /// </exception>
    /// <exception cref="OverflowException">Its size overflows.</exception>
    /// <exception cref="EndOfStreamException">The stream ends early.</exception>
    public static long LookThrough(BinaryReader reader, string name)
    {
        var type = (ScalarType)ReadNumber(reader);
        var dimensions = ReadNumber(reader);
        if (dimensions > MostDimensions)
        {
            throw Damaged($"'{name}' has {dimensions} dimensions");
        }

        var values = 1L;
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            values = checked(values * ReadNumber(reader));
        }

        var bytes = checked(values * BytesOf(type, name));
        if (bytes > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw Damaged($"'{name}' is longer than the file");
        }

        ReadValues(reader, type, bytes, name);
        return values;
    }

    /// <summary>Reads a number: groups of seven bits, the lowest first.</summary>
    /// <exception cref="FormatException">The number is negative.</exception>
    public static long ReadNumber(BinaryReader reader) =>
        reader.Read7BitEncodedInt64() is >= 0 and var number ? number : throw Damaged("a size is negative");

    /// <summary>The refusal of a stream.</summary>
    public static FormatException Damaged(string what) =>
        new($"The model file is damaged: its weights are not those of a network; {what}.");

    private static void ReadValues(BinaryReader reader, ScalarType type, long bytes, string name)
    {
        Span<byte> part = stackalloc byte[4096];
        while (bytes > 0)
        {
            var read = part[..(int)Math.Min(bytes, part.Length)];
            reader.BaseStream.ReadExactly(read);
            bytes -= read.Length;
            if ((type == ScalarType.Float32 && !AreFinite(MemoryMarshal.Cast<byte, float>(read)))
                || (type == ScalarType.Float64 && !AreFinite(MemoryMarshal.Cast<byte, double>(read))))
            {
                throw Damaged($"'{name}' has values that are not finite numbers");
            }
        }
    }

    private static bool AreFinite<T>(ReadOnlySpan<T> values)
        where T : System.Numerics.IFloatingPoint<T>
    {
        foreach (var value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static int BytesOf(ScalarType type, string name) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw Damaged($"'{name}' is of type {(int)type}"),
    };
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The weights in a model file, in TorchSharp's format, looked through before a network is built for them.</summary>
internal sealed class SavedWeights : IDisposable
{
    private const int MostDimensions = 16;

    private readonly Stream _stream;
    private readonly bool _owns;
    private readonly long _begin;

    /// <param name="reader">The stream of the weights.</param>
    public SavedWeights(BinaryReader reader)
    {
        (_stream, _owns) = (reader.BaseStream, !reader.BaseStream.CanSeek);
        if (_owns)
        {
            _stream = new MemoryStream();
            reader.BaseStream.CopyTo(_stream);
            _stream.Position = 0;
        }

        _begin = _stream.Position;
        Hash = SHA256.HashData(_stream);
    }

    /// <summary>Hash of all bytes.</summary>
    public byte[] Hash { get; }

    /// <summary>Number of tensors, once they were looked through.</summary>
    public long Count { get; private set; }

    /// <summary>Number of values in all tensors, once they were looked through.</summary>
    public long Values { get; private set; }

    /// <summary>Reads the names and the sizes of all tensors, and whether their values are finite numbers.</summary>
    /// <exception cref="FormatException">The stream ends early or is none of weights, or a value is not a finite number.</exception>
    public void LookThrough()
    {
        try
        {
            using var reader = Open();
            var names = new HashSet<string>(StringComparer.Ordinal);
            (Count, Values) = (ReadNumber(reader), 0);
            for (var tensor = 0L; tensor < Count; tensor++)
            {
                var name = reader.ReadString();
                Values += names.Add(name) ? LookAt(reader, name) : throw Damaged($"'{name}' stands in it twice");
            }

            if (_stream.Position != _stream.Length)
            {
                throw Damaged("it does not end with the last tensor");
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new FormatException("The model file is damaged: its weights are cut short.", exception);
        }
    }

    /// <summary>Refuses a network with more values than the stream has, before memory is taken for it.</summary>
    /// <param name="needed">Number of values of the network, those that are counted and no others.</param>
    /// <exception cref="FormatException">There are too few.</exception>
    public void CheckHold(Int128 needed)
    {
        if (needed > Values)
        {
            throw new FormatException($"The model file is damaged: the network that it describes has {needed} weights or more, the file holds {Values}.");
        }
    }

    /// <summary>A reader at the first byte.</summary>
    public BinaryReader Open()
    {
        _stream.Position = _begin;
        return new(_stream, Encoding.UTF8, leaveOpen: true);
    }

    public void Dispose()
    {
        if (_owns)
        {
            _stream.Dispose();
        }
    }

    private long LookAt(BinaryReader reader, string name)
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
        if (bytes > _stream.Length - _stream.Position)
        {
            throw Damaged($"'{name}' is longer than the file");
        }

        ReadValues(reader, type, bytes, name);
        return values;
    }

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
                throw Damaged($"'{name}' has values that are no finite numbers");
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

    // TorchSharp writes numbers in groups of seven bits, the lowest first.
    private static long ReadNumber(BinaryReader reader) => reader.Read7BitEncodedInt64() is >= 0 and var number ? number : throw Damaged("a size is negative");

    private static FormatException Damaged(string what) => new($"The model file is damaged: its weights are not those of a network; {what}.");
}

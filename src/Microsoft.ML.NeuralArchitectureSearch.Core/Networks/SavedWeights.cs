using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The weights in a model file, in TorchSharp's format, checked before a network is built for them.</summary>
internal sealed class SavedWeights : IDisposable
{
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

    /// <summary>Number of tensors, after <see cref="LookThrough"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Number of values in all tensors, after <see cref="LookThrough"/>.</summary>
    public long Values { get; private set; }

    /// <summary>Reads the names and sizes of all tensors and checks that their values are finite numbers.</summary>
    /// <exception cref="FormatException">The stream ends early or does not hold weights, or a value is not a finite number.</exception>
    public void LookThrough()
    {
        try
        {
            using var reader = Open();
            var names = new HashSet<string>(StringComparer.Ordinal);
            (Count, Values) = (SavedWeightsFormat.ReadNumber(reader), 0);
            for (var tensor = 0L; tensor < Count; tensor++)
            {
                var name = reader.ReadString();
                Values += names.Add(name)
                    ? SavedWeightsFormat.LookThrough(reader, name)
                    : throw SavedWeightsFormat.Damaged($"'{name}' occurs twice");
            }

            if (_stream.Position != _stream.Length)
            {
                throw SavedWeightsFormat.Damaged("it does not end with the last tensor");
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
            throw new FormatException(
                $"The model file is damaged: the network that it describes has {needed} weights or more, the file holds {Values}.");
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
}

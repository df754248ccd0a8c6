using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>
/// The file format of checkpoints: eight bytes of magic, the header's length, the header as JSON, the tensors, and the SHA-256 of all
/// before it.
/// </summary>
internal static class CheckpointFile
{
    private static ReadOnlySpan<byte> Format => "NASCKPT1"u8;

    /// <summary>
    /// Writes a checkpoint to a file beside the earlier one, flushes it to the disk and renames it: a crash leaves one of the two whole.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written; an earlier one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; an earlier one is as it was.</exception>
    public static void Write(string path, Fingerprint fingerprint, CheckpointState state)
    {
        try
        {
            AtomicFile.Write(path, path + AtomicFile.Beside, stream => Write(stream, fingerprint, state));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // .NET's exception for files beyond the system's limit.
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="FormatException">The file is no checkpoint of this format, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (Fingerprint Fingerprint, CheckpointState State) Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            return Read(file, path);
        }
        catch (Exception exception) when (exception is EndOfStreamException or JsonException or InvalidDataException)
        {
            throw new DamagedCheckpointException(
                $"The checkpoint '{path}' is damaged: {exception.Message} Delete it to start anew.",
                exception);
        }
    }

    private static (Fingerprint Fingerprint, CheckpointState State) Read(FileStream file, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!Next(Format.Length).AsSpan().SequenceEqual(Format))
        {
            throw new DamagedCheckpointException(
                $"The file '{path}' is no checkpoint, or one of another version of the library. Delete it to start anew.");
        }

        var header = JsonSerializer.Deserialize<Header>(Next(BitConverter.ToInt32(Next(sizeof(int)))), CheckpointState.Json)
            ?? throw new InvalidDataException("It is empty.");
        var state = new CheckpointState { Values = header.Values };
        foreach (var entry in header.Tensors)
        {
            state.Tensors.Add(entry.Name, new(entry.Type, entry.Shape, Next(entry.Length)));
        }

        var sum = hash.GetHashAndReset();
        return Next(sum.Length).AsSpan().SequenceEqual(sum) && file.Position == file.Length
            ? (new(header.Fingerprint.Select(entry => KeyValuePair.Create(entry[0], entry[1]))), state)
            : throw new InvalidDataException("Its checksum is wrong.");

        byte[] Next(int count)
        {
            if (count < 0 || count > file.Length - file.Position)
            {
                throw new EndOfStreamException("It ends early.");
            }

            var bytes = new byte[count];
            file.ReadExactly(bytes);
            hash.AppendData(bytes);
            return bytes;
        }
    }

    private static void Write(Stream file, Fingerprint fingerprint, CheckpointState state)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new Header(
                [.. fingerprint.Entries.Select(entry => ImmutableArray.Create(entry.Key, entry.Value))],
                state.Values,
                [.. state.Tensors.Select(entry => new Entry(entry.Key, entry.Value.Type, entry.Value.Shape, entry.Value.Bytes.Length))]),
            CheckpointState.Json);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(Format);
        Append(BitConverter.GetBytes(header.Length));
        Append(header);
        foreach (var tensor in state.Tensors.Values)
        {
            Append(tensor.Bytes);
        }

        file.Write(hash.GetHashAndReset());

        void Append(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            file.Write(bytes);
        }
    }

    private sealed record Header(
        ImmutableArray<ImmutableArray<string>> Fingerprint, Dictionary<string, JsonElement> Values, ImmutableArray<Entry> Tensors);

    private sealed record Entry(string Name, ScalarType Type, ImmutableArray<long> Shape, int Length);
}

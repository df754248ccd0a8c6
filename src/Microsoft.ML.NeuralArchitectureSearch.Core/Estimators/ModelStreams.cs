using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The side streams of a model file.</summary>
internal static class ModelStreams
{
    private const string WeightsStream = "Weights";

    /// <summary>Reads a stream that every file of the model has.</summary>
    /// <param name="ctx">The file.</param>
    /// <param name="name">Name of the stream.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="FormatException">There is no such stream, or it ends early.</exception>
    public static T Read<T>(this ModelLoadContext ctx, string name, Func<BinaryReader, T> read)
        where T : class
    {
        T? content = null;
        try
        {
            return ctx.TryLoadBinaryStream(name, reader => content = read(reader))
                ? content!
                : throw new FormatException($"The model file is damaged: '{name}' is missing.");
        }
        catch (EndOfStreamException exception)
        {
            throw new FormatException($"The model file is damaged: '{name}' is cut short.", exception);
        }
    }

    /// <summary>Writes the weights, and the checksum of them and of what stands before them.</summary>
    /// <param name="ctx">The file.</param>
    /// <param name="description">The model as JSON.</param>
    /// <param name="classes">The label's classes as they were written; empty for a model without.</param>
    /// <param name="save">Writes the weights.</param>
    public static void SaveWeights(this ModelSaveContext ctx, string description, byte[] classes, Action<BinaryWriter> save)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ctx.SaveBinaryStream(WeightsStream, writer =>
        {
            using var hashed = new BinaryWriter(new HashingStream(writer.BaseStream, hash), Encoding.UTF8, leaveOpen: true);
            save(hashed);
        });
        var checksum = ModelChecksum.Of(description, classes, hash.GetHashAndReset());
        ctx.SaveBinaryStream(ModelChecksum.Stream, writer => writer.Write(checksum));
    }

    /// <summary>Compares the checksum, then reads the weights.</summary>
    /// <param name="ctx">The file.</param>
    /// <param name="description">The model as JSON.</param>
    /// <param name="classes">The label's classes as they are written; empty for a model without.</param>
    /// <param name="warn">Told of a file without a checksum.</param>
    /// <param name="read">Reads the weights; called once the checksum is right.</param>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static T ReadWeights<T>(
        this ModelLoadContext ctx,
        string description,
        byte[] classes,
        Action<string> warn,
        Func<SavedWeights, T> read)
        where T : class
    {
        byte[]? saved = null;
        ctx.TryLoadBinaryStream(ModelChecksum.Stream, reader => saved = reader.ReadBytes(SHA256.HashSizeInBytes + 1));
        return ctx.Read(WeightsStream, reader =>
        {
            using var weights = new SavedWeights(reader);
            ModelChecksum.Check(saved, ModelChecksum.Of(description, classes, weights.Hash), ctx.Header.ModelVerWritten, warn);
            return read(weights);
        });
    }
}

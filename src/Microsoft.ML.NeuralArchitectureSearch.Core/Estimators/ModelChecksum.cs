using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// The hash of all that the library writes into a model file; .NET does not compare the checksums of zip files when it reads them.
/// </summary>
internal static class ModelChecksum
{
    public const string Stream = "Checksum";

    /// <summary>The first version of a model's record that has a checksum.</summary>
    public const uint FirstVersion = 0x00010002;

    private const string Without =
        "The model was saved by a version of the library that wrote no checksum: whether its file is damaged cannot be told. Saving it "
        + "again adds one.";

    /// <param name="description">The model as JSON.</param>
    /// <param name="classes">The label's classes; empty for a model without.</param>
    /// <param name="weights">Hash of the weights.</param>
    public static byte[] Of(string description, ReadOnlySpan<byte> classes, ReadOnlySpan<byte> weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(description));
        Append(hash, classes);
        Append(hash, weights);
        return hash.GetHashAndReset();
    }

    /// <summary>Refuses a file whose checksum is that of other contents.</summary>
    /// <param name="saved">The checksum in the file; <see langword="null"/> without one.</param>
    /// <param name="found">The checksum of what was read.</param>
    /// <param name="version">The version of the model's record.</param>
    /// <param name="warn">Told of an older file that has none.</param>
    /// <exception cref="FormatException">The checksums differ, or the file has none and must have one.</exception>
    public static void Check(byte[]? saved, byte[] found, uint version, Action<string> warn)
    {
        if (saved is null && version < FirstVersion)
        {
            warn(Without);
            return;
        }

        if (saved is null)
        {
            throw new FormatException($"The model file is damaged: '{Stream}' is missing.");
        }

        if (!saved.AsSpan().SequenceEqual(found))
        {
            throw new FormatException("The model file is damaged: its checksum is not that of its description, classes and weights.");
        }
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Chaos;

/// <summary>What becomes of files: on bad disks, by power cuts, in half copies, by mistaken hands.</summary>
internal static class Corruption
{
    private const int Sector = 512;

    private static readonly (string Name, Func<byte[], byte[], Random, byte[]> Apply)[] Kinds =
    [
        ("a flipped bit", (bytes, _, random) => Changed(bytes, random, 1, at => bytes[at] ^= (byte)(1 << random.Next(8)))),
        ("replaced bytes", (bytes, _, random) => Changed(bytes, random, random.Next(1, 9), at => bytes[at] = (byte)random.Next(256))),
        ("a missing end", (bytes, _, random) => bytes[..random.Next(bytes.Length)]),
        ("a missing part", (bytes, _, random) => Piece(bytes, random) is var (from, to) ? [.. bytes[..from], .. bytes[to..]] : bytes),
        ("a repeated part", (bytes, _, random) => Piece(bytes, random) is var (from, to) ? [.. bytes[..to], .. bytes[from..]] : bytes),
        ("a zeroed part", (bytes, _, random) => Filled(bytes, random, static (part, _) => part.Clear())),
        ("a part of random bytes", (bytes, _, random) => Filled(bytes, random, static (part, random) => random.NextBytes(part))),
        ("a zeroed sector", (bytes, _, random) => Zeroed(bytes, random.Next(bytes.Length) / Sector * Sector)),
        ("zeros behind its end", (bytes, _, random) => [.. bytes, .. new byte[random.Next(1, 2 * Sector)]]),
        ("nothing but zeros", (bytes, _, _) => new byte[bytes.Length]),
        ("no bytes", (_, _, _) => []),
        ("the content of another file", (_, other, _) => other),
        ("the end of another file", (bytes, other, random) => random.Next(bytes.Length) is var at && at < other.Length
            ? [.. bytes[..at], .. other[at..]]
            : other),
    ];

    /// <summary>Corrupts the bytes of a file in one of many ways.</summary>
    /// <param name="bytes">The file, of one byte or more; left as it is.</param>
    /// <param name="other">Another file.</param>
    /// <param name="random">Chooses the way and the place.</param>
    /// <returns>The corrupted file and the way in words.</returns>
    public static (byte[] Bytes, string Name) Of(byte[] bytes, byte[] other, Random random)
    {
        var (name, apply) = Kinds[random.Next(Kinds.Length)];
        return (apply([.. bytes], other, random), name);
    }

    private static byte[] Changed(byte[] bytes, Random random, int count, Action<int> change)
    {
        for (var changed = 0; changed < count; changed++)
        {
            change(random.Next(bytes.Length));
        }

        return bytes;
    }

    private static byte[] Filled(byte[] bytes, Random random, Action<Span<byte>, Random> fill)
    {
        var (from, to) = Piece(bytes, random);
        fill(bytes.AsSpan(from..to), random);
        return bytes;
    }

    private static byte[] Zeroed(byte[] bytes, int at)
    {
        bytes.AsSpan(at, Math.Min(Sector, bytes.Length - at)).Clear();
        return bytes;
    }

    // Short ones as often as long ones.
    private static (int From, int To) Piece(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length);
        var length = 1 + random.Next(random.Next(2) == 0 ? Math.Min(16, bytes.Length) : bytes.Length);
        return (from, Math.Min(bytes.Length, from + length));
    }
}

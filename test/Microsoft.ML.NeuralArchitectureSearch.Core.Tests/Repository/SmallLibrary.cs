using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>
/// A shared library of a few hundred bytes, without section headers, that the dynamic loader of Linux accepts. It requires two versions of
/// libstdc++: GLIBCXX_3.4, and one that may not exist. Its only symbol is undefined and of the second version.
/// </summary>
internal static class SmallLibrary
{
    public const string Symbol = "missing";

    // Addresses differ from offsets in the file.
    private const ulong Base = 0x1000;

    private const int HeaderSize = 64, SegmentSize = 56, Segments = 3, DynamicSize = 16 * 12;
    private const uint Weak = 0, SymbolIndex = 1;

    public static byte[] Bytes(string version, bool isSymbolRelocated = false)
    {
        const string File = "libstdc++.so.6", First = "GLIBCXX_3.4";
        byte[] strings = [0, .. Encoding.ASCII.GetBytes($"{File}\0{First}\0{version}\0{Symbol}\0")];
        var (file, first, second) = (1ul, (ulong)File.Length + 2, (ulong)(File.Length + First.Length) + 3);
        byte[] symbols = [.. new byte[24], .. Little(4, second + (ulong)version.Length + 1), 0x10, .. new byte[19]];
        byte[] needs =
        [
            .. Little(2, 1), .. Little(2, 2), .. Little(4, file), .. Little(4, 16), .. Little(4, 0),
            .. Little(4, Hash(First)), .. Little(2, Weak), .. Little(2, 2), .. Little(4, first), .. Little(4, 16),
            .. Little(4, Hash(version)), .. Little(2, Weak), .. Little(2, 3), .. Little(4, second), .. Little(4, 0),
        ];
        byte[] symbolVersions = [.. Little(2, 0), .. Little(2, 3), .. Little(4, 0)];
        byte[] relocation = isSymbolRelocated ? [.. Little(8, Base + 8), .. Little(4, 6), .. Little(4, SymbolIndex), .. Little(8, 0)] : [];

        var place = Base + HeaderSize + (Segments * SegmentSize);
        ulong Placed(int size) => (place += (ulong)size) - (ulong)size;
        var dynamicAt = Placed(DynamicSize);
        var (symbolsAt, needsAt, versionsAt, relocationAt, stringsAt) =
            (Placed(symbols.Length), Placed(needs.Length), Placed(symbolVersions.Length), Placed(relocation
                .Length), Placed(strings.Length));
        byte[] dynamic =
        [
            .. Pair(1, file), .. Pair(5, stringsAt), .. Pair(10, (ulong)strings.Length), .. Pair(6, symbolsAt), .. Pair(11, 24),
            .. Pair(0x6ffffff0, versionsAt), .. Pair(0x6ffffffe, needsAt), .. Pair(0x6fffffff, 1),
            .. Pair(7, relocationAt), .. Pair(8, (ulong)relocation.Length), .. Pair(9, 24), .. Pair(0, 0),
        ];
        return
        [
            .. Header(),
            .. Segment(kind: 1, Base, place - Base), .. Segment(kind: 2, dynamicAt, DynamicSize), .. Segment(kind: 0x6474e551, Base, 0),
            .. dynamic, .. symbols, .. needs, .. symbolVersions, .. relocation, .. strings,
        ];
    }

    private static byte[] Header()
    {
        var machine = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? 183ul : 62ul;
        return
        [
            0x7f, .. "ELF"u8, 2, 1, 1, .. new byte[9], .. Little(2, 3), .. Little(2, machine), .. Little(4, 1), .. Little(8, 0),
            .. Little(8, HeaderSize), .. Little(8, 0), .. Little(4, 0), .. Little(2, HeaderSize), .. Little(2, SegmentSize), .. Little(
                2,
                Segments),
            .. Little(2, 64), .. Little(2, 0), .. Little(2, 0),
        ];
    }

    // Readable and writable, aligned to the base
    private static byte[] Segment(uint kind, ulong address, ulong size) =>
    [
        .. Little(4, kind), .. Little(4, 6), .. Little(8, address - Base), .. Little(8, address), .. Little(8, address),
        .. Little(8, size), .. Little(8, size), .. Little(8, Base),
    ];

    private static byte[] Pair(ulong tag, ulong value) => [.. Little(8, tag), .. Little(8, value)];

    private static byte[] Little(int size, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes[..size];
    }

    /// <summary>The System V ABI's hash of a version's name.</summary>
    private static uint Hash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            hash = (hash ^ ((hash & 0xf0000000) >> 24)) & 0x0fffffff;
        }

        return hash;
    }
}

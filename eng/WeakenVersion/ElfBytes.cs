using System.Buffers.Binary;

namespace WeakenVersion;

/// <summary>The bytes of a file. Reading beyond its end throws an <see cref="InvalidDataException"/>.</summary>
internal readonly struct ElfBytes(byte[] file)
{
    public ReadOnlySpan<byte> Start => file;

    public ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice((ulong)offset, sizeof(ushort)));

    public uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice((ulong)offset, sizeof(uint)));

    public ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice((ulong)offset, sizeof(ulong)));

    public ReadOnlySpan<byte> Slice(ulong offset, ulong size) =>
        offset <= (ulong)file.Length && size <= (ulong)file.Length - offset
            ? file.AsSpan((int)offset, (int)size)
            : throw new InvalidDataException("truncated or damaged ELF file: its headers describe bytes beyond its end.");
}

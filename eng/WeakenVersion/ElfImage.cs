using System.Text;

namespace WeakenVersion;

/// <summary>
/// A 64-bit little-endian shared library, read by its program headers as the dynamic loader reads it.
/// Every member throws an <see cref="InvalidDataException"/> instead of reading beyond the file.
/// </summary>
internal sealed class ElfImage
{
    private const int HeaderSize = 64, SegmentSize = 56, EntrySize = 16;
    private const uint Load = 1, DynamicSection = 2;

    private readonly ElfBytes bytes;
    private readonly List<Segment> loaded = [];
    private readonly Dictionary<DynamicTag, ulong> dynamic = [];

    public ElfImage(byte[] file)
    {
        bytes = new(file);
        CheckHeader();
        var segments = Segments().ToList();
        loaded.AddRange(segments.Where(segment => segment.Kind == Load));
        foreach (var section in segments.Where(segment => segment.Kind == DynamicSection))
        {
            ReadDynamic(section);
        }
    }

    public ulong? Dynamic(DynamicTag tag) => dynamic.TryGetValue(tag, out var value) ? value : null;

    /// <summary>The position in the file of what is loaded at an address.</summary>
    public int Offset(ulong address, ulong size)
    {
        foreach (var segment in loaded)
        {
            var within = address - segment.Address;
            if (address >= segment.Address && within <= segment.Size && size <= segment.Size - within)
            {
                return (int)(segment.Offset + within);
            }
        }

        throw new InvalidDataException($"damaged ELF file: no segment holds the {size} bytes at address 0x{address:x}.");
    }

    public ushort UInt16(int offset) => bytes.UInt16(offset);

    public uint UInt32(int offset) => bytes.UInt32(offset);

    /// <summary>A text of the string table.</summary>
    public string Text(uint start)
    {
        var size = Dynamic(DynamicTag.StringsSize) ?? 0;
        var strings = bytes.Slice((ulong)Offset(Dynamic(DynamicTag.Strings) ?? 0, size), size);
        var text = start < size ? strings[(int)start..] : [];
        var length = text.IndexOf((byte)0);
        return length >= 0
            ? Encoding.UTF8.GetString(text[..length])
            : throw new InvalidDataException($"damaged ELF file: no text begins at {start} of the string table.");
    }

    private void CheckHeader()
    {
        if (!bytes.Start.StartsWith("\u007fELF"u8))
        {
            throw new InvalidDataException("no ELF file.");
        }

        // e_ident: class (2: 64 bits) at 4, data (1: little-endian) at 5; e_type (3: shared object) at 16
        var header = bytes.Slice(0, HeaderSize);
        if (header[4] != 2 || header[5] != 1 || bytes.UInt16(16) != 3)
        {
            throw new InvalidDataException("no 64-bit little-endian shared library.");
        }

        // The section headers, which usually end the file, are not used: e_shoff at 40, e_shentsize at 58, e_shnum at 60
        _ = bytes.Slice(bytes.UInt64(40), (ulong)bytes.UInt16(58) * bytes.UInt16(60));
    }

    private IEnumerable<Segment> Segments()
    {
        // e_phoff at 32, e_phentsize at 54, e_phnum at 56
        if (bytes.UInt16(54) != SegmentSize)
        {
            throw new InvalidDataException($"damaged ELF file: program headers of {bytes.UInt16(54)} bytes instead of {SegmentSize}.");
        }

        var start = bytes.UInt64(32);
        var count = bytes.UInt16(56);
        _ = bytes.Slice(start, (ulong)count * SegmentSize);
        for (var index = 0; index < count; index++)
        {
            // Elf64_Phdr: p_type at 0, p_offset at 8, p_vaddr at 16, p_filesz at 32
            var at = (int)start + (index * SegmentSize);
            var segment = new Segment(bytes.UInt32(at), bytes.UInt64(at + 8), bytes.UInt64(at + 16), bytes.UInt64(at + 32));
            _ = segment.Size > 0 ? bytes.Slice(segment.Offset, segment.Size) : [];
            yield return segment;
        }
    }

    private void ReadDynamic(Segment section)
    {
        for (var at = (int)section.Offset; at + EntrySize <= (int)(section.Offset + section.Size); at += EntrySize)
        {
            var tag = (DynamicTag)bytes.UInt64(at);
            if (tag == DynamicTag.End)
            {
                return;
            }

            dynamic[tag] = bytes.UInt64(at + 8);
        }
    }

    private readonly record struct Segment(uint Kind, ulong Offset, ulong Address, ulong Size);
}

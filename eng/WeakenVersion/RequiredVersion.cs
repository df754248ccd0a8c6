namespace WeakenVersion;

/// <summary>A symbol version that a library requires of another library: an entry of <c>.gnu.version_r</c>.</summary>
internal sealed record RequiredVersion(string Library, string Name, ushort Flags, ushort Index, int FlagsOffset)
{
    // VER_FLG_WEAK
    private const ushort Weak = 0x2;

    // Elf64_Verneed, Elf64_Vernaux and Elf64_Rela
    private const uint NeedSize = 16, EntrySize = 16, RelocationSize = 24;

    public bool IsWeak => (Flags & Weak) != 0;

    public static IEnumerable<RequiredVersion> All(ElfImage image)
    {
        var need = image.Dynamic(DynamicTag.VersionNeeds) ?? 0;
        var count = image.Dynamic(DynamicTag.VersionNeedCount) ?? 0;
        if (count > ushort.MaxValue)
        {
            throw new InvalidDataException($"damaged ELF file: it requires versions of {count} libraries.");
        }

        for (var left = count; left > 0; left--)
        {
            // Elf64_Verneed: version (2 bytes), count of entries (2), library (4), distance to the entries (4), distance to the next (4)
            var at = image.Offset(need, NeedSize);
            var library = image.Text(image.UInt32(at + 4));
            foreach (var version in Entries(image, library, need + image.UInt32(at + 8), image.UInt16(at + 2)))
            {
                yield return version;
            }

            var distance = image.UInt32(at + 12);
            if (distance == 0)
            {
                break;
            }

            need += distance;
        }
    }

    /// <summary>Whether a relocation refers to a symbol of this version, so that the library does not work without it.</summary>
    public bool IsRelocated(ElfImage image) =>
        IsRelocated(image, DynamicTag.Relocations, DynamicTag.RelocationsSize)
            || IsRelocated(image, DynamicTag.Calls, DynamicTag.CallsSize);

    public byte[] Weakened(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        changed[FlagsOffset] |= (byte)Weak;
        return changed;
    }

    private static IEnumerable<RequiredVersion> Entries(ElfImage image, string library, ulong entry, ushort count)
    {
        for (var left = count; left > 0; left--)
        {
            // Elf64_Vernaux: hash (4 bytes), flags (2), index in .gnu.version (2), name (4), distance to the next (4)
            var at = image.Offset(entry, EntrySize);
            yield return new(library, image.Text(image.UInt32(at + 8)), image.UInt16(at + 4), image.UInt16(at + 6), at + 4);
            var distance = image.UInt32(at + 12);
            if (distance == 0)
            {
                break;
            }

            entry += distance;
        }
    }

    private bool IsRelocated(ElfImage image, DynamicTag table, DynamicTag tableSize)
    {
        if (image.Dynamic(table) is not { } address || image.Dynamic(tableSize) is not { } size
            || image.Dynamic(DynamicTag.SymbolVersions) is not { } versions)
        {
            return false;
        }

        var start = image.Offset(address, size);
        for (var at = start; at + RelocationSize <= start + (long)size; at += (int)RelocationSize)
        {
            // Elf64_Rela: address (8 bytes), type (4), symbol (4), addend (8)
            var symbol = image.UInt32(at + 12);
            if (symbol != 0 && image.UInt16(image.Offset(versions + (symbol * 2ul), sizeof(ushort))) == Index)
            {
                return true;
            }
        }

        return false;
    }
}

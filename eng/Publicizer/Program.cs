// Copies an assembly and makes its internal types and members public, for compiling only: the members of ML.NET that its own
// trainers use (saving, loading, schema columns) are internal, and their packages name no friends outside.
// Only visibility flags change, in place: no instruction, name or signature does. Private members stay private.
// Usage: Publicizer OUTPUT_FOLDER ASSEMBLY.dll [ASSEMBLY.dll ...]
using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

var folder = Directory.CreateDirectory(args[0]).FullName;
foreach (var path in args.Skip(1))
{
    var image = File.ReadAllBytes(path);
    Publicize(image);
    File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), image);
}

static void Publicize(byte[] image)
{
    using var assembly = new PEReader(new MemoryStream(image));
    var metadata = assembly.GetMetadataReader();
    var start = assembly.PEHeaders.MetadataStartOffset;

    var types = start + metadata.GetTableMetadataOffset(TableIndex.TypeDef);
    var typeSize = metadata.GetTableRowSize(TableIndex.TypeDef);
    for (var row = 0; row < metadata.TypeDefinitions.Count; row++)
    {
        // TypeDef: Flags (4 bytes), ...
        var flags = image.AsSpan(types + (row * typeSize), sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)OpenType((TypeAttributes)BinaryPrimitives.ReadUInt32LittleEndian(flags)));
    }

    var methods = start + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
    var methodSize = metadata.GetTableRowSize(TableIndex.MethodDef);
    for (var row = 0; row < metadata.MethodDefinitions.Count; row++)
    {
        // MethodDef: RVA (4 bytes), ImplFlags (2), Flags (2), ...
        OpenMember(image.AsSpan(methods + (row * methodSize) + 6, sizeof(ushort)));
    }

    var fields = start + metadata.GetTableMetadataOffset(TableIndex.Field);
    var fieldSize = metadata.GetTableRowSize(TableIndex.Field);
    for (var row = 0; row < metadata.FieldDefinitions.Count; row++)
    {
        // Field: Flags (2 bytes), ...
        OpenMember(image.AsSpan(fields + (row * fieldSize), sizeof(ushort)));
    }
}

static TypeAttributes OpenType(TypeAttributes flags)
{
    var visibility = (flags & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.NotPublic => TypeAttributes.Public,
        TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem or TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedPublic,
        var other => other,
    };

    return (flags & ~TypeAttributes.VisibilityMask) | visibility;
}

// Fields and methods number their accessibility alike: 2 family-and-assembly, 3 assembly, 6 public. 5, protected internal, can stay.
static void OpenMember(Span<byte> flags)
{
    var value = (MethodAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags);
    if ((value & MethodAttributes.MemberAccessMask) is MethodAttributes.Assembly or MethodAttributes.FamANDAssem)
    {
        value = (value & ~MethodAttributes.MemberAccessMask) | MethodAttributes.Public;
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)value);
    }
}

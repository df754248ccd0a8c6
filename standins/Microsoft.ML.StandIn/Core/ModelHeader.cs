using System.Text;

namespace Microsoft.ML;

/// <summary>The fixed first 256 bytes of a saved component, laid out as ML.NET lays them out.</summary>
internal sealed class ModelHeader
{
    public const int Size = 0x100;
    private const ulong SignatureValue = 0x4C45444F4D004C4DUL; // ML\0MODEL
    private const ulong TailSignatureValue = 0x4D4C004D4F44454CUL; // LEDOM\0LM
    private const uint FormatVersion = 0x00010002;

    public string ModelSignature { get; private set; }

    public uint ModelVerWritten { get; private set; }

    public uint ModelVerReadable { get; private set; }

    public string LoaderSignature { get; private set; }

    public string LoaderAssemblyName { get; private set; }

    public long FpModel { get; private set; }

    public IReadOnlyList<string> Strings { get; private set; }

    public static byte[] Pack(VersionInfo version, byte[] model, IReadOnlyList<string> strings)
    {
        var offsets = new long[strings.Count];
        long characters = 0;
        for (var i = 0; i < strings.Count; i++)
            offsets[i] = characters += 2L * strings[i].Length;

        var assembly = Encoding.Unicode.GetBytes(version.LoaderAssemblyName ?? "");
        var table = Size + (long)model.Length;
        var text = table + 8L * offsets.Length;
        var name = text + characters;
        var tail = name + assembly.Length;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(SignatureValue);
        writer.Write(FormatVersion);
        writer.Write(FormatVersion);
        foreach (var value in (long[])[Size, model.Length, table, 8L * offsets.Length, text, characters])
            writer.Write(value);
        WriteName(writer, version.ModelSignature, 8);
        writer.Write(version.VerWrittenCur);
        writer.Write(version.VerReadableCur);
        WriteName(writer, version.LoaderSignature, 24);
        WriteName(writer, version.LoaderSignatureAlt, 24);
        writer.Write(tail);
        writer.Write(tail + 8);
        writer.Write(name);
        writer.Write((uint)assembly.Length);
        writer.Write(new byte[Size - (int)stream.Position]);
        writer.Write(model);
        foreach (var offset in offsets)
            writer.Write(offset);
        foreach (var item in strings)
            writer.Write(Encoding.Unicode.GetBytes(item));
        writer.Write(assembly);
        writer.Write(TailSignatureValue);
        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are not a whole saved component.</exception>
    public static ModelHeader Read(byte[] bytes)
    {
        if (bytes.Length < Size || BitConverter.ToUInt64(bytes, 0) != SignatureValue)
            throw Contracts.ExceptDecode("Wrong file type");

        using var reader = new BinaryReader(new MemoryStream(bytes));
        reader.ReadUInt64();
        var written = reader.ReadUInt32();
        if (reader.ReadUInt32() > FormatVersion || written < 0x00010001)
            throw Contracts.ExceptDecode("Cause: ML.NET cannot read this version of the model file.");

        var header = new ModelHeader { FpModel = reader.ReadInt64() };
        var modelLength = reader.ReadInt64();
        var table = reader.ReadInt64();
        var tableLength = reader.ReadInt64();
        var text = reader.ReadInt64();
        var textLength = reader.ReadInt64();
        header.ModelSignature = ReadName(reader, 8);
        header.ModelVerWritten = reader.ReadUInt32();
        header.ModelVerReadable = reader.ReadUInt32();
        header.LoaderSignature = ReadName(reader, 24);
        ReadName(reader, 24);
        var tail = reader.ReadInt64();
        var limit = reader.ReadInt64();
        var name = reader.ReadInt64();
        var nameLength = reader.ReadUInt32();
        if (limit != bytes.Length || tail != limit - 8 || header.FpModel != Size || modelLength < 0 || table != Size + modelLength
            || text != table + tableLength || name != text + textLength || tail != name + nameLength
            || BitConverter.ToUInt64(bytes, (int)tail) != TailSignatureValue)
            throw Contracts.ExceptDecode("Corrupt model file: the header does not fit the rest.");

        header.LoaderAssemblyName = Encoding.Unicode.GetString(bytes, (int)name, (int)nameLength);
        var strings = new string[tableLength / 8];
        for (int i = 0, start = 0; i < strings.Length; i++)
        {
            var end = (int)BitConverter.ToInt64(bytes, (int)table + 8 * i);
            strings[i] = Encoding.Unicode.GetString(bytes, (int)text + start, end - start);
            start = end;
        }

        header.Strings = strings;
        return header;
    }

    private static void WriteName(BinaryWriter writer, string name, int size)
    {
        var bytes = new byte[size];
        Encoding.Latin1.GetBytes(name ?? "", bytes);
        writer.Write(bytes);
    }

    private static string ReadName(BinaryReader reader, int size) => Encoding.Latin1.GetString(reader.ReadBytes(size)).TrimEnd('\0');
}

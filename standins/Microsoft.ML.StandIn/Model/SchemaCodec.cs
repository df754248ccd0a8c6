namespace Microsoft.ML;

/// <summary>Writes a schema with its annotations as bytes.</summary>
internal static class SchemaCodec
{
    private const int Version = 1;

    public static byte[] Encode(DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        Write(writer, schema);
        writer.Flush();
        return stream.ToArray();
    }

    public static DataViewSchema Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadInt32() != Version)
            throw Contracts.ExceptDecode("Corrupt model file: the schema cannot be read.");

        return Read(reader);
    }

    private static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        // What has no written form (an image, say) is left out, as in ML.NET.
        var columns = schema.Where(c => ValueCodec.Knows(c.Type)).ToArray();
        writer.Write(columns.Length);
        foreach (var column in columns)
        {
            writer.Write(column.Name);
            ValueCodec.WriteType(writer, column.Type);
            var annotations = column.Annotations.Schema.Where(a => ValueCodec.Knows(a.Type)).ToArray();
            writer.Write(annotations.Length);
            foreach (var annotation in annotations)
            {
                writer.Write(annotation.Name);
                ValueCodec.WriteType(writer, annotation.Type);
                ValueCodec.Write(writer, annotation.Type, SchemaDefinitions.ValueOf(column.Annotations, annotation));
            }
        }
    }

    private static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            var type = ValueCodec.ReadType(reader);
            var annotations = new DataViewSchema.Annotations.Builder();
            for (var more = reader.ReadInt32(); more > 0; more--)
            {
                var kind = reader.ReadString();
                var annotationType = ValueCodec.ReadType(reader);
                annotations.Add(kind, annotationType, ValueGetters.Constant(annotationType.RawType, ValueCodec.Read(reader, annotationType)));
            }

            builder.AddColumn(name, type, annotations.ToAnnotations());
        }

        return builder.ToSchema();
    }
}

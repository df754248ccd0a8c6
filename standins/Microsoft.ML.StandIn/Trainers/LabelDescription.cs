namespace Microsoft.ML.Data;

/// <summary>The type of a label and the values its keys stand for, kept by a trained model for its predictions.</summary>
internal sealed record LabelDescription(KeyDataViewType KeyType, VectorDataViewType ValuesType, object Values)
{
    public static LabelDescription Of(DataViewSchema.Column label)
    {
        var key = (KeyDataViewType)label.Type;
        if (!label.HasKeyValues())
            return new LabelDescription(key, null, null);

        var values = label.Annotations.Schema[AnnotationKinds.KeyValues];
        return new LabelDescription(key, (VectorDataViewType)values.Type, SchemaDefinitions.ValueOf(label.Annotations, values));
    }

    public static LabelDescription Load(BinaryReader reader)
    {
        var key = (KeyDataViewType)ValueCodec.ReadType(reader);
        if (!reader.ReadBoolean())
            return new LabelDescription(key, null, null);

        var type = (VectorDataViewType)ValueCodec.ReadType(reader);
        return new LabelDescription(key, type, ValueCodec.Read(reader, type));
    }

    public void Save(BinaryWriter writer)
    {
        ValueCodec.WriteType(writer, KeyType);
        writer.Write(Values is not null);
        if (Values is null)
            return;

        ValueCodec.WriteType(writer, ValuesType);
        ValueCodec.Write(writer, ValuesType, Values);
    }

    public void AddValues(DataViewSchema.Annotations.Builder builder, string kind)
    {
        if (Values is not null)
            builder.Add(kind, ValuesType, ValueGetters.Constant(ValuesType.RawType, Values));
    }
}

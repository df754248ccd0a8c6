namespace Microsoft.ML.Data;

internal static class SchemaDefinitions
{
    /// <summary>The members of a class with the types and annotations that a schema gives its columns.</summary>
    public static SchemaDefinition FromSchema(Type rowType, DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(rowType, SchemaDefinition.Direction.Read);
        foreach (var column in definition)
        {
            if (schema.GetColumnOrNull(column.ColumnName) is not { } wanted)
                continue;

            column.ColumnType = wanted.Type;
            foreach (var annotation in wanted.Annotations.Schema)
                column.AddAnnotation(annotation.Name, ValueOf(wanted.Annotations, annotation), annotation.Type);
        }

        return definition;
    }

    internal static object ValueOf(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        var arguments = new object[] { null };
        annotations.GetterAt(annotation.Index).DynamicInvoke(arguments);
        return arguments[0];
    }
}

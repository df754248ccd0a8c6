namespace Microsoft.ML.Transforms;

/// <summary>Small steps for estimators that change a schema shape.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape with some columns put in place of those of the same name, or added.</summary>
    public static SchemaShape With(this SchemaShape shape, IEnumerable<SchemaShape.Column> columns)
    {
        var result = shape.ToList();
        foreach (var column in columns)
        {
            var index = result.FindIndex(c => c.Name == column.Name);
            if (index < 0)
                result.Add(column);
            else
                result[index] = column;
        }

        return new SchemaShape(result);
    }

    public static SchemaShape.Column Input(this SchemaShape shape, string name) =>
        shape.TryFindColumn(name, out var column) ? column : throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);

    public static SchemaShape.Column AnnotationOf(string name, DataViewType item, bool vector) =>
        new(name, vector ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.Scalar, item, false);

    public static IEnumerable<SchemaShape.Column> Only(SchemaShape annotations, params string[] kinds) => annotations.Where(a => kinds.Contains(a.Name));
}

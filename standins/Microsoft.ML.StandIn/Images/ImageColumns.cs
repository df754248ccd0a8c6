namespace Microsoft.ML.Transforms.Image;

/// <summary>The checks that all image estimators share.</summary>
internal static class ImageColumns
{
    /// <summary>The shape of the input, after the check that it is a scalar of the expected item type.</summary>
    internal static SchemaShape.Column Require<TType>(SchemaShape schema, string name, string expected)
        where TType : DataViewType
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!schema.TryFindColumn(name, out var column))
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name);
        if (column.ItemType is not TType || column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw Contracts.ExceptSchemaMismatch("inputSchema", "input", name, expected, column.GetTypeString());

        return column;
    }

    internal static TType Require<TType>(DataViewSchema.Column column, string expected)
        where TType : DataViewType =>
        column.Type as TType ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", column.Name, expected, column.Type.ToString());

    internal static SchemaShape With(this SchemaShape schema, SchemaShape.Column output) =>
        new(schema.Where(c => c.Name != output.Name).Append(output));
}

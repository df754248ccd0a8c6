using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class CustomMappingCatalog
{
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new() => new(catalog.GetEnvironment(), mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition);

    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(filterPredicate);
        var columns = OutputSetters.Present(SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Write), input.Schema, ignoreMissing: false);
        return new FilteredView(input, [.. columns.Select(c => input.Schema[c.ColumnName])], ordered: false, row =>
        {
            var source = new TSrc();
            var fill = OutputSetters.Create<TSrc>(row, columns);
            return () =>
            {
                fill(source);
                // The predicate says which rows to leave out.
                return !filterPredicate(source);
            };
        });
    }
}

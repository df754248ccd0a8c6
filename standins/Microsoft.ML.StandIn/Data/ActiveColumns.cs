namespace Microsoft.ML.Data;

internal static class ActiveColumns
{
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[schema.Count];
        foreach (var column in columns ?? [])
        {
            if (column.Index >= active.Length)
                throw new ArgumentOutOfRangeException(nameof(columns), $"Column '{column.Name}' is not of this schema.");

            active[column.Index] = true;
        }

        return active;
    }

    public static IEnumerable<DataViewSchema.Column> Select(DataViewSchema schema, bool[] active) => schema.Where(c => active[c.Index]);

    public static void Check(bool[] active, DataViewSchema.Column column)
    {
        if (column.Index >= active.Length || !active[column.Index])
            throw new InvalidOperationException($"Column '{column.Name}' is not active in the cursor.");
    }
}

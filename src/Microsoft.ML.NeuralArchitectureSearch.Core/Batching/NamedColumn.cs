namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>A column that an option names.</summary>
internal static class NamedColumn
{
    /// <exception cref="ArgumentException">The column is missing.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, role, schema.Where(column => !column.IsHidden).Select(column => column.Name));

    public static ArgumentException Missing(string name, string role, IEnumerable<string> present) =>
        Refusal.OfInput(
            $"The {role} column '{name}' is missing; the columns are: {string.Join(", ", present.Select(other => $"'{other}'"))}.");
}

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

internal static class ColumnName
{
    public static string Checked(string value, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, option);
        if (!WellFormed.Is(value))
        {
            throw new ArgumentException(
                $"A name of a column with half of a surrogate pair cannot be saved in a model; found '{WellFormed.Of(value)}'.",
                option);
        }

        return value;
    }

    /// <summary>Refuses columns of one name: one would hide the other.</summary>
    /// <param name="columns">The name of each option, and the column that it names.</param>
    /// <exception cref="ArgumentException">Two options name the same column.</exception>
    public static void CheckDistinct(params ReadOnlySpan<(string Option, string Column)> columns)
    {
        for (var later = 1; later < columns.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (columns[later].Column == columns[earlier].Column)
                {
                    throw new ArgumentException(
                        $"{columns[earlier].Option} and {columns[later].Option} both name the column '{columns[later].Column}', so that "
                        + "one would hide the other; "
                        + "each column needs a name of its own.",
                        columns[later].Option);
                }
            }
        }
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

internal static class ColumnName
{
    public static string Checked(string value, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, option);
        if (!WellFormed.Is(value))
        {
            throw new ArgumentException($"A name of a column with half of a surrogate pair cannot be saved in a model; found '{WellFormed.Of(value)}'.", option);
        }

        return value;
    }
}

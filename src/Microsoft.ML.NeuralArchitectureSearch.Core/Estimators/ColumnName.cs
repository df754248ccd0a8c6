namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

internal static class ColumnName
{
    public static string Checked(string value, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, option);
        return value;
    }
}

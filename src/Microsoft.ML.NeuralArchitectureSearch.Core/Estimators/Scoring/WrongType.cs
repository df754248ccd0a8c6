namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

internal static class WrongType
{
    /// <exception cref="InvalidOperationException">The getter gives values of another type.</exception>
    public static ValueGetter<TValue> Unless<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' has values of type {column.Type.RawType}, not {typeof(TValue)}.");
}

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Rows that go through a network at once: read one by one, computed together.</summary>
internal abstract class RowBatch : IDisposable
{
    /// <summary>Reads the features of the row that the input stands on.</summary>
    /// <param name="index">The row's place in the batch.</param>
    public abstract void Read(int index);

    /// <summary>Computes the rows that were read.</summary>
    /// <param name="count">How many.</param>
    /// <param name="beforePart">Called before every part, where they are computed in parts; it may throw.</param>
    public abstract void Predict(int count, Action? beforePart = null);

    /// <summary>A getter of a column that the model adds.</summary>
    /// <param name="column">The column.</param>
    /// <param name="current">Says which place of the batch the value is asked of; that row has been computed when it returns.</param>
    public abstract Delegate Getter(DataViewSchema.Column column, Func<int> current);

    /// <inheritdoc />
    public virtual void Dispose()
    {
    }
}

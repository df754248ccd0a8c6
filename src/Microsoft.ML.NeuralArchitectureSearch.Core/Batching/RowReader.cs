namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Reads what networks read of the row that a cursor stands on.</summary>
internal abstract class RowReader : IDisposable
{
    /// <param name="values">Filled; not-a-number throughout where the row has nothing that could be read.</param>
    /// <exception cref="InvalidOperationException">What the row holds is not of the size that its column promises.</exception>
    public abstract void Read(Span<float> values);

    public virtual void Dispose()
    {
    }
}

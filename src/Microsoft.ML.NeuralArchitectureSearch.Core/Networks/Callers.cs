namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The callers that use an object at the moment. The object is freed once it is disposed and the last of them has left.</summary>
/// <param name="owner">The object; it is not collected before the last caller has left.</param>
/// <param name="free">Frees the object's memory. Called once.</param>
internal sealed class Callers(object owner, Action free) : IDisposable
{
    // One for the owner until it disposes the object, and one for each caller.
    private int _count = 1;
    private int _disposed;

    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, owner);

    /// <summary>Admits a caller.</summary>
    /// <returns>Disposed when the caller has finished.</returns>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    public Call Enter()
    {
        int count;
        do
        {
            ThrowIfDisposed();
            count = Volatile.Read(ref _count);
            ObjectDisposedException.ThrowIf(count == 0, owner);
        }
        while (Interlocked.CompareExchange(ref _count, count + 1, count) != count);

        return new Call(this);
    }

    /// <summary>Admits no further callers. Those that are admitted finish; the last one frees the object.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            free();
        }
    }

    /// <summary>One caller's use of the object.</summary>
    public readonly struct Call(Callers callers) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose() => callers.Leave();
    }
}

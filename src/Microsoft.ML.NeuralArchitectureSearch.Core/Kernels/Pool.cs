namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// Objects that serve one caller at a time, such as working memories: a caller rents one, and another is created when all are rented.
/// </summary>
/// <remarks>
/// There are never more objects than there were callers at once. Idle ones beyond the number of processors are disposed: that many callers
/// cannot compute at once.
/// </remarks>
/// <param name="create">Creates an object. Several threads may call it at once.</param>
internal sealed class Pool<T>(Func<T> create) : IDisposable
    where T : class, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<T> _idle = new();
    private bool _disposed;

    /// <summary>Number of objects that are not rented.</summary>
    public int IdleCount
    {
        get
        {
            lock (_gate)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>
    /// Hands out an object that no other caller has: the one that was returned last, whose memory is likely to be in a cache.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public T Rent()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_idle.TryPop(out var item))
            {
                return item;
            }
        }

        return create();
    }

    /// <summary>Takes an object back. In a pool that is disposed, the object is disposed as well.</summary>
    public void Return(T item)
    {
        lock (_gate)
        {
            if (!_disposed && _idle.Count < Environment.ProcessorCount)
            {
                _idle.Push(item);
                return;
            }
        }

        item.Dispose();
    }

    /// <summary>Disposes the idle objects now, and the rented ones when they are returned.</summary>
    public void Dispose()
    {
        T[] idle;
        lock (_gate)
        {
            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var item in idle)
        {
            item.Dispose();
        }
    }
}

namespace TorchSharp;

/// <summary>Owns what was made on its thread while it was the innermost scope, and disposes it when it is disposed itself.</summary>
public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager _manager;
    private HashSet<IDisposable> _owned = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope outer)
    {
        _manager = manager;
        Outer = outer;
    }

    internal DisposeScope Outer { get; set; }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ThrowIfDisposed();
            return [.. _owned];
        }
    }

    public int DisposablesCount
    {
        get
        {
            ThrowIfDisposed();
            return _owned.Count;
        }
    }

    public bool Contains(IDisposable disposable) => _owned.Contains(disposable);

    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer, disposables);

    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        ThrowIfDisposed();
        if (scope is null)
        {
            Detach(disposables);
            return;
        }

        foreach (var disposable in disposables)
        {
            if (_owned.Contains(disposable))
                scope.Take(disposable);
        }
    }

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        ThrowIfDisposed();
        foreach (var disposable in disposables)
        {
            if (_owned.Remove(disposable) && disposable is IScoped scoped)
            {
                scoped.CountsIn(_manager.Counts).DetachedFromScopeCount++;
                scoped.Scope = null;
            }
        }
    }

    public void Attach(IDisposable disposable) => Attach((IEnumerable<IDisposable>)[disposable]);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ThrowIfDisposed();
        var attached = disposables.ToArray();
        foreach (var disposable in attached)
        {
            if (Take(disposable) is { } scoped)
                scoped.CountsIn(_manager.Counts).AttachedToScopeCount++;
        }

        return attached;
    }

    public void DisposeEverything() => DisposeEverythingBut(Enumerable.Empty<IDisposable>());

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ThrowIfDisposed();
        var owned = _owned;
        _owned = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in owned)
        {
            if (!_owned.Contains(disposable))
                disposable.Dispose();
        }
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfDisposed();
        _owned.Remove(disposable);
        if (disposable is IScoped scoped)
            scoped.Scope = null;
    }

    public void Dispose()
    {
        if (_manager is null)
            return;
        DisposeEverything();
        _manager.Close(this);
        _manager = null;
    }

    internal void Add(IScoped item) => _owned.Add(item);

    internal void Forget(IScoped item)
    {
        _owned.Remove(item);
        item.Scope = null;
    }

    /// <summary>Makes this scope the owner; null when it already was.</summary>
    private IScoped Take(IDisposable disposable)
    {
        if (disposable is not IScoped scoped)
            throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");
        var before = scoped.Scope;
        if (ReferenceEquals(before, this))
            return null;
        _owned.Add(scoped);
        before?._owned.Remove(scoped);
        scoped.Scope = this;
        return scoped;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}

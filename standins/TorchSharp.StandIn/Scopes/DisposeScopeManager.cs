namespace TorchSharp;

/// <summary>The scopes of one thread, innermost first.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager t_ofThread;

    internal static DisposeScopeManager OfThread => t_ofThread ??= new DisposeScopeManager();

    public static ThreadDisposeScopeStatistics Statistics => OfThread.Counts;

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope Current { get; private set; }

    internal DisposeScope Open() => Current = new DisposeScope(this, Current);

    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(Current, closed))
        {
            Current = closed.Outer;
            return;
        }

        for (var scope = Current; scope is not null; scope = scope.Outer)
        {
            if (ReferenceEquals(scope.Outer, closed))
            {
                scope.Outer = closed.Outer;
                return;
            }
        }
    }

    /// <summary>Puts something newly made into the innermost scope, and says which that is.</summary>
    internal DisposeScope Register(IScoped item)
    {
        var counts = item.CountsIn(Counts);
        if (Current is null)
        {
            counts.CreatedOutsideScopeCount++;
            return null;
        }

        counts.CreatedInScopeCount++;
        Current.Add(item);
        return Current;
    }

    internal void Disposing(IScoped item)
    {
        if (item.Scope is null)
            item.CountsIn(Counts).DisposedOutsideScopeCount++;
        else
            item.CountsIn(Counts).DisposedInScopeCount++;
    }
}

namespace Microsoft.ML.Data;

/// <summary>The values of one column for the rows of a shuffling pool.</summary>
internal abstract class PoolColumn
{
    public static PoolColumn Create(DataViewRow row, DataViewSchema.Column column, int size) =>
        (PoolColumn)Activator.CreateInstance(typeof(PoolColumn<>).MakeGenericType(column.Type.RawType), ValueGetters.Of(row, column), size);

    public abstract void Store(int slot);

    public abstract Delegate GetGetter(Func<int> slot);
}

internal sealed class PoolColumn<T>(ValueGetter<T> source, int size) : PoolColumn
{
    private static readonly ValueCopy<T> Copy = ValueCopies.Of<T>();

    private readonly T[] _values = new T[size];

    public override void Store(int slot) => source(ref _values[slot]);

    public override Delegate GetGetter(Func<int> slot) => (ValueGetter<T>)((ref T dst) => Copy(in _values[slot()], ref dst));
}

internal delegate void ValueCopy<T>(in T source, ref T destination);

/// <summary>Copies a value so that source and copy share no buffer.</summary>
internal static class ValueCopies
{
    public static ValueCopy<T> Of<T>() =>
        typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (ValueCopy<T>)ValueGetters.Call(typeof(ValueCopies), nameof(OfBuffer), typeof(T).GetGenericArguments())
            : (in T source, ref T destination) => destination = source;

    private static ValueCopy<VBuffer<T>> OfBuffer<T>() => (in VBuffer<T> source, ref VBuffer<T> destination) => source.CopyTo(ref destination);
}

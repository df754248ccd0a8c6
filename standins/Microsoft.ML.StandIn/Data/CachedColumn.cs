namespace Microsoft.ML.Data;

/// <summary>All values of one column, held in memory.</summary>
internal abstract class CachedColumn
{
    public static CachedColumn Create(Type rawType) =>
        rawType.IsGenericType && rawType.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (CachedColumn)Activator.CreateInstance(typeof(Vectors<>).MakeGenericType(rawType.GetGenericArguments()[0]))
            : (CachedColumn)Activator.CreateInstance(typeof(Scalars<>).MakeGenericType(rawType));

    /// <returns>An action that stores the value of the row that the reader is on.</returns>
    public abstract Action Fill(DataViewRow row, DataViewSchema.Column column);

    public abstract Delegate GetGetter(Func<int> index);

    private sealed class Scalars<T> : CachedColumn
    {
        private readonly List<T> _values = [];

        public override Action Fill(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<T>(column);
            return () =>
            {
                T value = default;
                getter(ref value);
                // Text may point into a buffer that the reader goes on using.
                _values.Add(value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value);
            };
        }

        public override Delegate GetGetter(Func<int> index) => (ValueGetter<T>)((ref T dst) => dst = _values[index()]);
    }

    private sealed class Vectors<T> : CachedColumn
    {
        private readonly List<VBuffer<T>> _values = [];

        public override Action Fill(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<VBuffer<T>>(column);
            return () =>
            {
                VBuffer<T> value = default;
                getter(ref value);
                _values.Add(value);
            };
        }

        public override Delegate GetGetter(Func<int> index) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => _values[index()].CopyTo(ref dst));
    }
}

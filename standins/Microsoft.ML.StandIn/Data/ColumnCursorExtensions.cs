namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        var raw = column.Type.RawType;
        if (typeof(T) == raw)
            return Values<T>(data, column, Copied<T>);
        if (typeof(T) == typeof(string))
        {
            return raw == typeof(ReadOnlyMemory<char>)
                ? (IEnumerable<T>)Values<ReadOnlyMemory<char>>(data, column, v => v).Select(v => v.ToString())
                : (IEnumerable<T>)Invoke(nameof(Strings), raw, data, column);
        }

        if (typeof(T).IsArray && column.Type is VectorDataViewType vector)
        {
            var element = typeof(T).GetElementType();
            if (element == vector.ItemType.RawType)
                return (IEnumerable<T>)Invoke(nameof(Arrays), element, data, column);
            if (element == typeof(string) && vector.ItemType is TextDataViewType)
                return (IEnumerable<T>)Texts(data, column);
        }

        throw new InvalidOperationException($"Could not map a data view column '{column.Name}' of type {column.Type} to {typeof(T)}.");
    }

    private static object Invoke(string method, Type type, IDataView data, DataViewSchema.Column column) =>
        typeof(ColumnCursorExtensions).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)
            .MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [data, column], null);

    private static IEnumerable<TOut> Values<T, TOut>(IDataView data, DataViewSchema.Column column, Func<T, TOut> map)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            yield return map(value);
        }
    }

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column, Func<T, T> map) => Values<T, T>(data, column, map);

    private static T Copied<T>(T value) => value;

    private static IEnumerable<string> Strings<T>(IDataView data, DataViewSchema.Column column) => Values<T, string>(data, column, v => v.ToString());

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column) =>
        Values<VBuffer<T>, T[]>(data, column, v => [.. v.DenseValues()]);

    private static IEnumerable<string[]> Texts(IDataView data, DataViewSchema.Column column) =>
        Values<VBuffer<ReadOnlyMemory<char>>, string[]>(data, column, v => [.. v.DenseValues().Select(t => t.ToString())]);
}

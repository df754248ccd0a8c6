namespace Microsoft.ML.Transforms;

/// <summary>Reads a key column of any width as a vector of 32-bit keys; a scalar is a vector of one.</summary>
internal static class KeyReaders
{
    public static Func<ReadOnlyMemory<uint>> Of(DataViewRow row, DataViewSchema.Column column) =>
        (Func<ReadOnlyMemory<uint>>)ValueGetters.Call(
            typeof(KeyReaders),
            column.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar),
            [column.Type.ItemTypeOf().RawType],
            row,
            column);

    private static Func<ReadOnlyMemory<uint>> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        var getter = row.GetGetter<T>(column);
        var keys = new uint[1];
        T value = default;
        return () =>
        {
            getter(ref value);
            keys[0] = uint.CreateChecked(value);
            return keys;
        };
    }

    private static Func<ReadOnlyMemory<uint>> Vector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        uint[] keys = [];
        return () =>
        {
            getter(ref buffer);
            if (keys.Length < buffer.Length)
                keys = new uint[buffer.Length];
            foreach (var (slot, value) in buffer.Items(all: true))
                keys[slot] = uint.CreateChecked(value);
            return keys.AsMemory(0, buffer.Length);
        };
    }
}

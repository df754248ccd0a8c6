namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Reads keys of any width.</summary>
internal static class LabelReader
{
    /// <returns>A function that gives the raw value of the current row: 0 for missing, else 1 and up.</returns>
    public static Func<ulong> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type.RawType == typeof(byte))
        {
            return Of<byte>(row, column, value => value);
        }

        if (column.Type.RawType == typeof(ushort))
        {
            return Of<ushort>(row, column, value => value);
        }

        return column.Type.RawType == typeof(uint)
            ? Of<uint>(row, column, value => value)
            : Of<ulong>(row, column, value => value);
    }

    private static Func<ulong> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> widen)
        where T : struct
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            return widen(value);
        };
    }
}

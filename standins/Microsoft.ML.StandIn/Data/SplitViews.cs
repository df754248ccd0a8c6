namespace Microsoft.ML.Data;

/// <summary>Keeps or drops each row on its own, by a number in [0, 1) that depends on the seed and the row alone.</summary>
internal static class SplitViews
{
    public static IDataView Create(IDataView data, string keyColumn, int seed, Func<double, bool> accept)
    {
        if (keyColumn is null)
        {
            return new FilteredView(data, [], ordered: true, _ =>
            {
                var rand = new Random(seed);
                return () => accept(rand.NextDouble());
            });
        }

        var column = data.Schema.GetColumnOrNull(keyColumn)
            ?? throw Contracts.ExceptSchemaMismatch("samplingKeyColumn", "SamplingKeyColumn", keyColumn);
        return new FilteredView(data, [column], ordered: false, row =>
        {
            var hash = (Func<ulong>)ValueGetters.Call(typeof(SplitViews), nameof(HashOf), [column.Type.RawType], row, column, (ulong)seed);
            return () => accept((hash() >> 11) * (1.0 / (1UL << 53)));
        });
    }

    private static Func<ulong> HashOf<T>(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            var hash = DataViewRowId.Mix(seed + 0x9E3779B97F4A7C15UL);
            foreach (var character in value.ToString())
                hash = DataViewRowId.Mix(hash * 31 + character);
            return hash;
        };
    }
}

using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a number column of any type as doubles.</summary>
internal static class NumberReaders
{
    public static Func<double> AsDouble(DataViewRow row, DataViewSchema.Column column) =>
        (Func<double>)ValueGetters.Call(typeof(NumberReaders), nameof(Create), [column.Type.RawType], row, column);

    private static Func<double> Create<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumber<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return double.CreateChecked(value);
        };
    }
}

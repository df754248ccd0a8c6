namespace Microsoft.ML.Transforms;

/// <summary>Minimum, maximum, mean and variance of each slot of a column; missing values are left out.</summary>
internal sealed class SlotStatistics
{
    private readonly double[] _minimum;
    private readonly double[] _maximum;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private readonly long[] _count;
    private int _slot;

    private SlotStatistics(int size)
    {
        _minimum = new double[size];
        _maximum = new double[size];
        _mean = new double[size];
        _squares = new double[size];
        _count = new long[size];
        Array.Fill(_minimum, double.PositiveInfinity);
        Array.Fill(_maximum, double.NegativeInfinity);
    }

    public double Minimum => _minimum[_slot];

    public double Maximum => _maximum[_slot];

    public double Mean => _mean[_slot];

    public double Variance => _count[_slot] > 0 ? _squares[_slot] / _count[_slot] : 0;

    public static SlotStatistics For(DataViewType type) => new(type is VectorDataViewType vector ? vector.Size : 1);

    public void Add(ReadOnlyMemory<double> values)
    {
        var span = values.Span;
        for (var i = 0; i < span.Length; i++)
        {
            var value = span[i];
            if (!double.IsFinite(value))
                continue;

            _minimum[i] = Math.Min(_minimum[i], value);
            _maximum[i] = Math.Max(_maximum[i], value);
            var delta = value - _mean[i];
            _mean[i] += delta / ++_count[i];
            _squares[i] += delta * (value - _mean[i]);
        }
    }

    /// <summary>This object once for each slot, showing the numbers of that slot.</summary>
    public IEnumerable<SlotStatistics> Slots()
    {
        for (_slot = 0; _slot < _count.Length; _slot++)
            yield return this;
    }
}

/// <summary>Reads a column of Single or Double, scalar or vector, as doubles.</summary>
internal static class SlotReaders
{
    public static Func<ReadOnlyMemory<double>> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType vector)
            return (Func<ReadOnlyMemory<double>>)ValueGetters.Call(typeof(SlotReaders), nameof(Vector), [vector.ItemType.RawType], row, column);

        var read = NumberReaders.AsDouble(row, column);
        var values = new double[1];
        return () =>
        {
            values[0] = read();
            return values;
        };
    }

    private static Func<ReadOnlyMemory<double>> Vector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, System.Numerics.INumber<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        double[] values = [];
        return () =>
        {
            getter(ref buffer);
            if (values.Length < buffer.Length)
                values = new double[buffer.Length];
            var span = values.AsSpan(0, buffer.Length);
            span.Clear();
            var stored = buffer.GetValues();
            var indices = buffer.GetIndices();
            for (var i = 0; i < stored.Length; i++)
                span[buffer.IsDense ? i : indices[i]] = double.CreateChecked(stored[i]);
            return values.AsMemory(0, buffer.Length);
        };
    }
}

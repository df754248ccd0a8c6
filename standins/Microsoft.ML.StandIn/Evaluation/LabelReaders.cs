namespace Microsoft.ML.Data;

/// <summary>Reads a label as a number: a key as its 0-based index, a missing one as NaN.</summary>
internal static class LabelReaders
{
    public static Func<float> AsSingle(DataViewRow row, DataViewSchema.Column label)
    {
        if (label.Type is BooleanDataViewType)
        {
            var getter = row.GetGetter<bool>(label);
            return () =>
            {
                var value = false;
                getter(ref value);
                return value ? 1 : 0;
            };
        }

        var read = NumberReaders.AsDouble(row, label);
        if (label.Type is not KeyDataViewType key)
            return () => (float)read();

        return () => read() is var value && value > 0 && value <= key.Count ? (float)(value - 1) : float.NaN;
    }
}

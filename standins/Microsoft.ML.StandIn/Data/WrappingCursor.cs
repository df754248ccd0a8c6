namespace Microsoft.ML.Data;

/// <summary>A cursor that lets another one walk and passes some of its rows on.</summary>
internal class WrappingCursor(DataViewRowCursor source, DataViewSchema schema, bool[] active) : DataViewRowCursor
{
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => source.Batch;

    public override DataViewSchema Schema => schema;

    protected DataViewRowCursor Source => source;

    public sealed override bool MoveNext()
    {
        while (source.MoveNext())
        {
            if (!Accept())
                continue;

            _position++;
            return true;
        }

        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(active, column);
        return source.GetGetter<TValue>(source.Schema[column.Index]);
    }

    protected virtual bool Accept() => true;

    protected override void Dispose(bool disposing) => source.Dispose();
}

internal sealed class FilteringCursor(DataViewRowCursor source, bool[] active, Func<bool> accept)
    : WrappingCursor(source, source.Schema, active)
{
    protected override bool Accept() => accept();
}

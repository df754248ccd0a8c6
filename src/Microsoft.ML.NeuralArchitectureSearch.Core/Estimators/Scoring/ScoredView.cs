namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A view with the columns of a model added to it.</summary>
internal sealed class ScoredView(Scorer scorer, IDataView input) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => scorer.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return Over(input.GetRowCursor(scorer.Dependencies(columns), rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return [.. input.GetRowCursorSet(scorer.Dependencies(columns), n, rand).Select(cursor => Over(cursor, columns))];
    }

    // Many rows at once, wherever there is something to score and the values that pass through can be kept until they are asked for.
    private DataViewRowCursor Over(DataViewRowCursor cursor, DataViewSchema.Column[] columns) =>
        columns.Any(scorer.IsAdded) && columns.All(column => scorer.IsAdded(column) || ColumnBuffer.CanKeep(column.Type))
            ? new BatchCursor(scorer, cursor, columns)
            : new RowCursor(new RowScoring(scorer, cursor, columns), cursor);
}

using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Scores one row after the other.</summary>
/// <param name="scoring">Scores the row that the cursor stands on; owned from here on.</param>
/// <param name="input">The cursor.</param>
/// <param name="stop">Asked before every row.</param>
internal sealed class RowCursor(RowScoring scoring, DataViewRowCursor input, ScoringCancellation stop) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => scoring.Schema;

    /// <exception cref="OperationCanceledException">The scoring was cancelled.</exception>
    public override bool MoveNext()
    {
        stop.ThrowIfCancelled();
        return input.MoveNext();
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => scoring.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => scoring.Getter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            scoring.Dispose();
        }

        base.Dispose(disposing);
    }
}

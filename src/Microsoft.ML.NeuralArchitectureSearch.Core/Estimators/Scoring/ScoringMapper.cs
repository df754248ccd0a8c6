using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Scores single rows.</summary>
internal sealed class ScoringMapper(Scorer scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => scorer.InputSchema;

    public DataViewSchema OutputSchema => scorer.OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        scorer.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        return ReferenceEquals(input.Schema, InputSchema)
            ? new Row(new RowScoring(scorer, input, activeColumns))
            : throw new ArgumentException("The row has another schema than the mapper was made for.", nameof(input));
    }

    private sealed class Row(RowScoring scoring) : DataViewRow
    {
        public override long Position => scoring.Input.Position;

        public override long Batch => scoring.Input.Batch;

        public override DataViewSchema Schema => scoring.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => scoring.Input.GetIdGetter();

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
}

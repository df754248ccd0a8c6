using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A view with the columns of a model added to it.</summary>
/// <remarks>
/// As an <see cref="IDataTransform"/> it shows ML.NET's converter to ONNX where its columns come from, which refuses it: a plain view would
/// count as the data, and
/// the model would be left out of the file.
/// </remarks>
/// <param name="scorer">The model, bound to the input's schema.</param>
/// <param name="model">The model, to be saved.</param>
/// <param name="input">The rows.</param>
/// <param name="environment">The model's context; its cancellation ends the cursors.</param>
/// <param name="cancellation">Ends the cursors. Default: never cancelled.</param>
internal sealed class ScoredView(
    Scorer scorer, ICanSaveModel model, IDataView input, IHostEnvironment? environment,
    CancellationToken cancellation = default) : IDataTransform
{
    public IDataView Source => input;

    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => scorer.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        var dependencies = scorer.Dependencies(columns).ToArray();
        return Over(ReadsAhead ? input.GetRowCursor(dependencies, rand) : RowCursors.Open(input, dependencies, rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = columnsNeeded.ToArray();
        return [.. input.GetRowCursorSet(scorer.Dependencies(columns), n, rand).Select(cursor => Over(cursor, columns))];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => model.Save(ctx);

    // ML.NET's transforms read ahead on several threads: worth it where images are decoded, otherwise a cancelled cursor would only wait
    // for them.
    private bool ReadsAhead => !cancellation.CanBeCanceled && input.Schema.Any(column => column.Type is ImageDataViewType);

    // Many rows at once, wherever there is something to score and the values that pass through can be kept until they are asked for.
    private DataViewRowCursor Over(DataViewRowCursor cursor, DataViewSchema.Column[] columns)
    {
        var stop = new ScoringCancellation(environment, cancellation);
        return columns.Any(scorer.IsAdded) && columns.All(column => scorer.IsAdded(column) || ColumnBuffer.CanKeep(column.Type))
            ? new BatchCursor(scorer, cursor, columns, stop)
            : new RowCursor(new RowScoring(scorer, cursor, columns), cursor, stop);
    }
}

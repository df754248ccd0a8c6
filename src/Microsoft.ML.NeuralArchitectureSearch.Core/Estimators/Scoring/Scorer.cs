namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>A model bound to the columns of some data: which column it reads, and where the columns stand that it adds.</summary>
/// <param name="input">The columns of the data.</param>
/// <param name="features">The one among them that the model reads.</param>
/// <param name="output">The columns of the data, followed by those that the model adds.</param>
/// <param name="warn">Writes a warning to the log.</param>
internal abstract class Scorer(DataViewSchema input, DataViewSchema.Column features, DataViewSchema output, Action<string> warn)
{
    public DataViewSchema InputSchema { get; } = input;

    public DataViewSchema OutputSchema { get; } = output;

    public DataViewSchema.Column Features { get; } = features;

    /// <summary>Most rows that go through the network at once.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Gets ready to score rows of a cursor.</summary>
    /// <param name="row">The cursor or row; the feature column is active in it.</param>
    /// <param name="capacity">Most rows at once.</param>
    public abstract RowBatch Open(DataViewRow row, int capacity);

    /// <summary>Warns of rows without a score: evaluators of ML.NET leave them out of their figures without a word.</summary>
    /// <param name="unscored">Their number.</param>
    /// <param name="rows">Number of all rows.</param>
    public void WarnOfUnscored(long unscored, long rows) => warn(
        $"{unscored} of {rows} rows have no score: column '{Features.Name}' holds a text without any token there, no image, or a value "
        + "that is not a finite number. "
        + "Their scores are NaN and their labels missing; Evaluate leaves such rows out.");

    /// <summary>Whether the column is one that the model adds; the others are the input's, at the same places.</summary>
    public bool IsAdded(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>The columns of the input that some columns of the output are made of.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> outputs)
    {
        var needed = new bool[InputSchema.Count];
        foreach (var column in outputs)
        {
            needed[IsAdded(column) ? Features.Index : column.Index] = true;
        }

        return InputSchema.Where(column => needed[column.Index]);
    }

    /// <summary>Which columns of the output a caller asked for, by index.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> outputs)
    {
        var active = new bool[OutputSchema.Count];
        foreach (var column in outputs)
        {
            active[column.Index] = true;
        }

        return active;
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>How a column becomes the numbers that a trained network reads; part of the model.</summary>
/// <param name="Shape">Size of what a row becomes.</param>
internal abstract record ModelInput(MapShape Shape)
{
    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a type that the network cannot read.</exception>
    public abstract DataViewSchema.Column Find(DataViewSchema schema, string name);

    /// <summary>Gets ready to read the rows of a cursor.</summary>
    /// <param name="row">The cursor or row.</param>
    /// <param name="column">The column, active in it.</param>
    public abstract RowReader Open(DataViewRow row, DataViewSchema.Column column);
}

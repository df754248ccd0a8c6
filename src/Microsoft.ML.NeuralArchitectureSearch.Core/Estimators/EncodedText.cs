using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Texts as numbers of tokens, by the vocabulary of the training texts.</summary>
internal sealed record EncodedText(TextEncoder Encoder) : ModelInput(new MapShape(1, 1, Encoder.Length))
{
    public override DataViewSchema.Column Find(DataViewSchema schema, string name) => TextColumns.FeaturesOf(schema, name);

    public override RowReader Open(DataViewRow row, DataViewSchema.Column column) => new TextRowReader(row, column, Encoder);
}

using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The two columns that a training reads, checked.</summary>
/// <param name="Label">The label column, a key.</param>
/// <param name="Features">The column of texts.</param>
internal sealed record TextColumns(DataViewSchema.Column Label, DataViewSchema.Column Features)
{
    public int ClassCount => LabelColumn.ClassCountOf(Label);

    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used.</exception>
    public static TextColumns Of(DataViewSchema schema, string labelName, string featureName) =>
        new(LabelColumn.Of(schema, labelName), FeaturesOf(schema, featureName));

    /// <exception cref="ArgumentException">The column is missing or holds no texts.</exception>
    public static DataViewSchema.Column FeaturesOf(DataViewSchema schema, string name)
    {
        var features = NamedColumn.Find(schema, name, "feature");
        return features.Type is TextDataViewType ? features : throw WrongFeatures(name, $"{features.Type}");
    }

    public static ArgumentException WrongFeatures(string name, string found) =>
        Refusal.OfInput($"The feature column '{name}' is {found}; allowed is text.");
}

using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using static Microsoft.ML.SchemaShape.Column;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The column that a language model reads, and the two that it adds.</summary>
internal static class LanguageModelColumns
{
    /// <summary>What the columns look like before there is a model.</summary>
    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    public static SchemaShape AddTo(SchemaShape input, LanguageModelColumnNames names)
    {
        var text = input.FirstOrDefault(column => column.Name == names.Text);
        if (text.Name is null)
        {
            throw NamedColumn.Missing(names.Text, "feature", input.Select(column => column.Name));
        }

        if (text.Kind != VectorKind.Scalar || text.ItemType is not TextDataViewType)
        {
            throw TextColumns.WrongFeatures(names.Text, text.Kind == VectorKind.Scalar ? $"{text.ItemType}" : $"Vector<{text.ItemType}>");
        }

        return new SchemaShape(
        [
            .. input.Where(column => column.Name != names.Perplexity && column.Name != names.NextWords),
            new(names.Perplexity, VectorKind.Scalar, NumberDataViewType.Single, false),
            new(names.NextWords, VectorKind.Vector, TextDataViewType.Instance, false),
        ]);
    }

    /// <summary>The schema of scored data: the input's columns, then the perplexity, then the next words.</summary>
    public static DataViewSchema AddTo(DataViewSchema input, LanguageModelColumnNames names, int nextWords)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(input);
        schema.AddColumn(names.Perplexity, NumberDataViewType.Single);
        schema.AddColumn(names.NextWords, new VectorDataViewType(TextDataViewType.Instance, nextWords));
        return schema.ToSchema();
    }
}

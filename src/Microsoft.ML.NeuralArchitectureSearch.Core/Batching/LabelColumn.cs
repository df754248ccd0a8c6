using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>The column of the classes.</summary>
internal static class LabelColumn
{
    /// <summary>The most classes that a label may have.</summary>
    public const int LargestClassCount = 1_000_000;

    /// <exception cref="ArgumentException">The column is missing, is no key, or has too few or too many classes.</exception>
    public static DataViewSchema.Column Of(DataViewSchema schema, string name)
    {
        var label = NamedColumn.Find(schema, name, "label");
        if (label.Type is not KeyDataViewType key)
        {
            throw Wrong(label.Name, $"{label.Type}");
        }

        return key.Count is >= 2 and <= LargestClassCount
            ? label
            : throw Refusal.OfInput($"The label column '{label.Name}' has {key.Count} classes; allowed are 2 to {LargestClassCount}.");
    }

    /// <summary>Number of classes of a column that was checked.</summary>
    public static int ClassCountOf(DataViewSchema.Column label) => (int)((KeyDataViewType)label.Type).Count;

    public static ArgumentException Wrong(string name, string found) =>
        Refusal.OfInput($"The label column '{name}' is {found}; allowed is a key, such as Transforms.Conversion.MapValueToKey makes.");
}

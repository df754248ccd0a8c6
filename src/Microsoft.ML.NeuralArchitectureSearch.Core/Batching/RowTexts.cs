using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>The short texts of a row, such as the path of its image: messages say by them which row is meant.</summary>
internal sealed class RowTexts
{
    private const int MostColumns = 3;
    private const int MostCharacters = 200;

    private readonly (string Name, ValueGetter<ReadOnlyMemory<char>> Getter)[] _getters;

    /// <param name="row">The cursor.</param>
    /// <param name="columns">The columns of texts, active in it.</param>
    public RowTexts(DataViewRow row, IEnumerable<DataViewSchema.Column> columns) =>
        _getters = [.. columns.Select(column => (column.Name, row.GetGetter<ReadOnlyMemory<char>>(column)))];

    /// <summary>The columns of a view that hold one text in each row, the first few.</summary>
    public static IEnumerable<DataViewSchema.Column> ColumnsOf(DataViewSchema schema) =>
        schema.Where(column => !column.IsHidden && column.Type is TextDataViewType).Take(MostColumns);

    /// <summary>What the present row says: <c> (Path: 'a.png')</c>; empty where it has no texts.</summary>
    public override string ToString()
    {
        var texts = _getters.Select(column => $"{column.Name}: '{Read(column.Getter)}'");
        return _getters.Length == 0 ? "" : $" ({string.Join(", ", texts)})";
    }

    private static string Read(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        var text = default(ReadOnlyMemory<char>);
        getter(ref text);
        return text.Length > MostCharacters ? $"{text[..MostCharacters]}…" : text.ToString();
    }
}

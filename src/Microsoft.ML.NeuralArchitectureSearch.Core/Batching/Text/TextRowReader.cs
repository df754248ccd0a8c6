namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>
/// Reads the text of the row that a cursor stands on as numbers of tokens; not-a-number throughout where it has no token.
/// </summary>
internal sealed class TextRowReader(DataViewRow row, DataViewSchema.Column column, TextEncoder encoder) : RowReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
    private ReadOnlyMemory<char> _text;

    public override void Read(Span<float> values)
    {
        _getter(ref _text);
        if (encoder.Encode(_text, values) == 0)
        {
            values.Fill(float.NaN);
        }
    }
}

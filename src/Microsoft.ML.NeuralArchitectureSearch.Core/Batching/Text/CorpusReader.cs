using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Reads a column of texts once, from the first row to the last.</summary>
internal static class CorpusReader
{
    /// <summary>Reads all rows and cuts their texts.</summary>
    /// <param name="input">The view.</param>
    /// <param name="column">The column of texts.</param>
    /// <param name="tokenizer">Cuts the texts.</param>
    /// <param name="log">Told of rows that had to be left out, and asked whether to go on.</param>
    /// <returns>The tokens of every row that has some.</returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ImmutableArray<ImmutableArray<string>> Read(
        IDataView input,
        DataViewSchema.Column column,
        TextTokenizer tokenizer,
        ReadingLog log)
    {
        var texts = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var words = new WordPool(tokenizer);
        long empty = 0;
        using (var cursor = RowCursors.Open(input, [column]))
        {
            var getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            while (cursor.MoveNext())
            {
                log.ThrowIfEnded();
                getter(ref text);
                if (words.Tokenize(text, log.ThrowIfEnded) is { IsEmpty: false } tokens)
                {
                    texts.Add(tokens);
                }
                else
                {
                    empty++;
                }
            }
        }

        if (texts.Count == 0)
        {
            throw Refusal.OfInput(
                empty > 0
                    ? $"All {empty} texts in column '{column.Name}' are empty or blank."
                    : $"The view is empty; there is no text in column '{column.Name}' to learn from.");
        }

        if (empty > 0)
        {
            log.Warn($"{empty} rows have an empty text in column '{column.Name}' and are left out; {texts.Count} remain.");
        }

        return texts.DrainToImmutable();
    }
}

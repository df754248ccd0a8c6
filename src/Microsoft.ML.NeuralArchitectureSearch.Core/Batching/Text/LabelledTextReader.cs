using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>Reads a view of labelled texts once, from the first row to the last, learns their vocabulary and encodes them.</summary>
internal sealed class LabelledTextReader
{
    // Batch normalization needs two examples, in each half of a search.
    private const int FewestTexts = 4;

    private readonly TextColumns _columns;
    private readonly TextOptions _options;
    private readonly ReadingLog _log;
    private readonly List<ImmutableArray<string>> _texts = [];
    private readonly List<long> _labels = [];
    private readonly WordPool _words;
    private long _missing;
    private long _empty;

    private LabelledTextReader(TextColumns columns, TextOptions options, ReadingLog log) =>
        (_columns, _options, _log, _words) = (columns, options, log, new WordPool(options.Tokenizer));

    /// <summary>Reads all rows that have a label.</summary>
    /// <param name="input">The view.</param>
    /// <param name="columns">Which columns to read.</param>
    /// <param name="options">How texts become numbers.</param>
    /// <param name="log">Told of what was left out or cut; asked whether to go on.</param>
    /// <exception cref="ArgumentException">
    /// There is no text with a token, or only of one class; a label is none of the key's; or no word is frequent enough.
    /// </exception>
    /// <exception cref="FormatException">The file of word vectors is malformed.</exception>
    /// <exception cref="IOException">The file of word vectors is missing or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static LabelledTexts Read(IDataView input, TextColumns columns, TextOptions options, ReadingLog log)
    {
        if (options.WordVectorsPath is { } path)
        {
            WordVectorFile.Peek(path);
        }

        var reader = new LabelledTextReader(columns, options, log);
        reader.ReadRows(input);
        reader.CheckWhole();
        return reader.Encode();
    }

    private void ReadRows(IDataView input)
    {
        using var cursor = RowCursors.Open(input, [_columns.Label, _columns.Features]);
        var label = LabelReader.Of(cursor, _columns.Label);
        var text = cursor.GetGetter<ReadOnlyMemory<char>>(_columns.Features);
        var value = default(ReadOnlyMemory<char>);
        while (cursor.MoveNext())
        {
            _log.ThrowIfEnded();
            text(ref value);
            ReadRow(label(), value, cursor.Position);
        }
    }

    private void ReadRow(ulong label, ReadOnlyMemory<char> text, long row)
    {
        if (label == 0)
        {
            _missing++;
            return;
        }

        if (label > (ulong)_columns.ClassCount)
        {
            throw Refusal.OfInput(
                $"The label in row {row} of column '{_columns.Label.Name}' is {label}; allowed are 1 to {_columns.ClassCount}, and 0 for "
                + "missing.");
        }

        var tokens = _words.Tokenize(text, _log.ThrowIfEnded);
        if (tokens.IsEmpty)
        {
            _empty++;
            return;
        }

        _texts.Add(tokens);
        _labels.Add((long)label - 1);
    }

    private void CheckWhole()
    {
        if (_missing > 0 && _texts.Count > 0)
        {
            _log.Warn($"{_missing} rows have no label in column '{_columns.Label.Name}' and are left out; {_texts.Count} remain.");
        }

        if (_empty > 0 && _texts.Count > 0)
        {
            _log.Warn($"{_empty} rows have an empty text, without any token, in column '{_columns.Features.Name}' and are left out; "
                + $"{_texts.Count} remain.");
        }

        if (_texts.Count == 0)
        {
            throw Refusal.OfInput(_empty > 0
                ? $"All {_empty} labelled texts in column '{_columns.Features.Name}' are empty: they have no token."
                : _missing > 0
                    ? $"All {_missing} rows have a missing label in column '{_columns.Label.Name}'."
                    : "The view is empty; there is no text to learn from.");
        }

        if (_texts.Count < FewestTexts)
        {
            throw Refusal.OfInput($"There are {_texts.Count} labelled texts; at least {FewestTexts} are needed.");
        }

        if (_labels.TrueForAll(label => label == _labels[0]))
        {
            throw Refusal.OfInput(
                $"All {_texts.Count} texts have the same class in column '{_columns.Label.Name}'; at least two classes are needed.");
        }
    }

    private LabelledTexts Encode()
    {
        var encoder = new TextEncoder(
            _options.Tokenizer,
            Vocabulary.Of(_texts.Each(_log.ThrowIfEnded).Select(text => (IEnumerable<string>)text), _options.Vocabulary),
            _options.MaximumLength ?? TextLength.Suiting(_texts.Select(text => text.Length)));
        var numbers = new float[_texts.Count * encoder.Length];
        foreach (var (index, text) in _texts.Each(_log.ThrowIfEnded).Index())
        {
            encoder.Encode(text, numbers.AsSpan(index * encoder.Length, encoder.Length));
        }

        Tell(encoder);
        var vectors = ReadVectors(encoder.Vocabulary);
        var data = new LabelledData(
            tensor(numbers, [_texts.Count, 1, 1, encoder.Length], device: CPU),
            tensor(_labels.ToArray(), device: CPU),
            _columns.ClassCount);
        return new LabelledTexts(data, encoder, vectors);
    }

    private void Tell(TextEncoder encoder)
    {
        var tokens = _texts.Sum(text => (long)text.Length);
        var known = _texts.Each(_log.ThrowIfEnded).Sum(text => text.Count(word => encoder.Vocabulary.Find(word) != Vocabulary.Unknown));
        _log.Info(
            $"Read {_texts.Count} texts of {tokens} tokens in {_columns.ClassCount} classes; the vocabulary has "
            + $"{encoder.Vocabulary.Count} of "
            + $"{_words.Count} words, which are {100.0 * known / tokens:F1} % of the tokens.");

        var cut = _texts.Count(text => text.Length > encoder.Length);
        var lost = _texts.Sum(text => (long)Math.Max(0, text.Length - encoder.Length));
        _log.Info(
            $"Texts are cut behind {encoder.Length} tokens: {cut} of {_texts.Count} texts are longer and lose {lost} of {tokens} tokens.");

        var nothing = _texts.Each(_log.ThrowIfEnded).Count(text => text.All(word => encoder.Vocabulary.Find(word) == Vocabulary.Unknown));
        if (nothing > 0)
        {
            _log.Warn($"{nothing} of {_texts.Count} texts have no word that is in the vocabulary.");
        }
    }

    private WordVectors? ReadVectors(Vocabulary vocabulary)
    {
        if (_options.WordVectorsPath is not { } path)
        {
            return null;
        }

        var vectors = new WordVectorFile(path, vocabulary).Read(_log.ThrowIfEnded);
        _log.Info($"'{path}' has vectors, {vectors.Width} wide, of {vectors.FoundCount} of the {vocabulary.Count} words.");
        if (vectors.FoundCount == 0)
        {
            _log.Warn($"'{path}' has no vector of any word of the vocabulary: is it of another language, or in another case?");
        }

        return vectors;
    }
}

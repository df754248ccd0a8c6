using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>A text file of word vectors, read line by line; only those of a vocabulary's words are kept.</summary>
internal sealed class WordVectorFile(string path, Vocabulary vocabulary)
{
    private readonly Dictionary<int, float[]> _vectors = [];
    private int? _width;
    private int _line;

    /// <summary>
    /// Looks whether there is such a file, and at its first lines: a file of another kind is refused before any text is read.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public static void Peek(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"The file of word vectors '{path}' does not exist ({nameof(TextOptions)}.{nameof(TextOptions.WordVectorsPath)}).",
                path);
        }

        new WordVectorFile(path, new Vocabulary(["the"])).Read(File.ReadLines(path).Take(2));
    }

    /// <summary>Reads the vectors.</summary>
    /// <param name="beforeLine">Called before every line; it may throw.</param>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public WordVectors Read(Action beforeLine) => Read(File.ReadLines(path).Each(beforeLine));

    private WordVectors Read(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _line++;
            var text = line.AsSpan().TrimEnd();
            if (!text.IsEmpty && !(_line == 1 && IsHeader(text)))
            {
                ReadVector(text);
            }
        }

        return _width is { } width
            ? new WordVectors(vocabulary.Count, width, _vectors)
            : throw new FormatException($"The file of word vectors '{path}' has none.");
    }

    // The first line of word2vec's files: how many words, how many values.
    private bool IsHeader(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        if (space < 0 || !int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            || !int.TryParse(text[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width == 0)
        {
            return false;
        }

        _width = width;
        return true;
    }

    // Some words of GloVe's larger files have spaces in them: the values are the last fields of a line.
    private void ReadVector(ReadOnlySpan<char> text)
    {
        var width = _width ??= text.Count(' ') is > 0 and var fields ? fields : throw Malformed("it has no values");
        var begin = text.Length;
        for (var value = 0; value < width; value++)
        {
            begin = text[..begin].LastIndexOf(' ');
            if (begin <= 0)
            {
                throw Malformed($"it has {value} values, the lines before it {width}");
            }
        }

        var word = text[..begin];
        var values = text[(begin + 1)..];
        if (word.LastIndexOf(' ') is >= 0 and var space
            && float.TryParse(word[(space + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw Malformed($"it has more values than the {width} of the lines before it");
        }

        var number = vocabulary.Find(word.ToString());
        if (number != Vocabulary.Unknown || word.SequenceEqual(vocabulary.Words[Vocabulary.Unknown]))
        {
            _vectors[number] = Parse(values, width);
        }
        else if (_line <= 2)
        {
            // A file of another kind is refused at once, even where it names none of the words.
            Parse(values, width);
        }
    }

    private float[] Parse(ReadOnlySpan<char> text, int width)
    {
        var values = new float[width];
        var place = 0;
        foreach (var field in text.Split(' '))
        {
            var value = text[field];
            if (!float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out values[place])
                || !float.IsFinite(values[place]))
            {
                throw Malformed($"'{value}' is no finite number");
            }

            place++;
        }

        return values;
    }

    private FormatException Malformed(string what) => new(
        $"Line {_line} of the file of word vectors '{path}' is malformed: {what}. A line is a word and its values, with single spaces "
        + "between.");
}

using System.Globalization;
using System.Text;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The names, numbers, strings and signs of a piece of Python, one after the other.</summary>
internal sealed class ReferenceTextTokens
{
    private readonly string _text;
    private int _start;
    private int _end;

    public ReferenceTextTokens(string text)
    {
        _text = text;
        Advance();
    }

    public bool AtEnd => _start == _text.Length;

    public bool NextIsName => !AtEnd && (char.IsLetter(_text[_start]) || _text[_start] == '_');

    private ReadOnlySpan<char> Next => _text.AsSpan(_start.._end);

    private bool NextIsString => !AtEnd && _text[_start] is '\'' or '"';

    public bool Is(string token) => Next.SequenceEqual(token);

    public bool TryTake(string token)
    {
        if (AtEnd || !Is(token))
        {
            return false;
        }

        Advance();
        return true;
    }

    public void Take(string token)
    {
        if (!TryTake(token))
        {
            throw Unexpected($"'{token}'");
        }
    }

    public string TakeName()
    {
        var name = NextIsName ? Next.ToString() : throw Unexpected("a name");
        Advance();
        return name;
    }

    public int TakeInteger()
    {
        if (!int.TryParse(Next, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw Unexpected("a whole number");
        }

        Advance();
        return value;
    }

    public string TakeString()
    {
        if (!NextIsString || Next.Length < 2 || Next[^1] != Next[0])
        {
            throw Unexpected("the name of an operation in quotes");
        }

        var value = Unescaped(Next[1..^1]);
        Advance();
        return value;
    }

    public FormatException Unexpected(string expected)
    {
        var before = _text.AsSpan(0, _start);
        var line = before.Count('\n') + 1;
        var column = _start - before.LastIndexOf('\n');
        var found = AtEnd ? "the end of the text" : $"'{Next[..Math.Min(Next.Length, 40)]}'";
        return new FormatException($"Expected {expected} at line {line}, column {column} of the genotype; found {found}.");
    }

    private static string Unescaped(ReadOnlySpan<char> quoted)
    {
        var value = new StringBuilder();
        for (var index = 0; index < quoted.Length; index++)
        {
            var isEscape = quoted[index] == '\\' && index + 1 < quoted.Length;
            value.Append(isEscape ? quoted[++index] switch { 'n' => '\n', 'r' => '\r', var other => other } : quoted[index]);
        }

        return value.ToString();
    }

    private void Advance()
    {
        _start = _end;
        while (!AtEnd && (char.IsWhiteSpace(_text[_start]) || _text[_start] == '#'))
        {
            _start = _text[_start] == '#' ? EndOf(_start, character => character != '\n') : _start + 1;
        }

        _end = AtEnd ? _start
            : NextIsName ? EndOf(_start, character => char.IsLetterOrDigit(character) || character == '_')
            : _text[_start] == '-' || char.IsDigit(_text[_start]) ? EndOf(_start + 1, char.IsDigit)
            : NextIsString ? EndOfString()
            : _start + 1;
    }

    private int EndOf(int index, Func<char, bool> belongs)
    {
        while (index < _text.Length && belongs(_text[index]))
        {
            index++;
        }

        return index;
    }

    private int EndOfString()
    {
        var index = _start + 1;
        while (index < _text.Length && _text[index] != _text[_start])
        {
            index += _text[index] == '\\' ? 2 : 1;
        }

        return Math.Min(index + 1, _text.Length);
    }
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>
/// Reads a call <c>Genotype(…)</c>: lists of operations with the node that each reads, and lists of nodes, whose names end in
/// <c>concat</c>.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="members">The names of the lists, in the order of the positional arguments.</param>
internal sealed class ReferenceTextParser(string text, ImmutableArray<string> members)
{
    private readonly ReferenceTextTokens _tokens = new(text);
    private readonly Dictionary<string, ImmutableArray<Edge>> _edges = [];
    private readonly Dictionary<string, ImmutableArray<int>> _outputs = [];

    public IReadOnlyDictionary<string, ImmutableArray<Edge>> Edges => _edges;

    public IReadOnlyDictionary<string, ImmutableArray<int>> Outputs => _outputs;

    /// <exception cref="FormatException">The text is no such call, or one of the members is missing.</exception>
    public void Parse()
    {
        SkipAssignment();
        _tokens.Take("Genotype");
        _tokens.Take("(");
        for (var position = 0; !_tokens.TryTake(")"); position++)
        {
            ReadMember(position);
            if (!_tokens.Is(")"))
            {
                _tokens.Take(",");
            }
        }

        if (!_tokens.AtEnd)
        {
            throw _tokens.Unexpected("the end of the text");
        }

        CheckComplete();
    }

    private void SkipAssignment()
    {
        if (_tokens.NextIsName && !_tokens.Is("Genotype"))
        {
            _tokens.TakeName();
            _tokens.Take("=");
        }
    }

    private void ReadMember(int position)
    {
        var member = position < members.Length ? members[position] : "";
        if (_tokens.NextIsName && !_tokens.Is("range") && !_tokens.Is("list"))
        {
            if (!members.Any(_tokens.Is))
            {
                throw _tokens.Unexpected($"one of {string.Join(", ", members)}");
            }

            member = _tokens.TakeName();
            _tokens.Take("=");
        }
        else if (member.Length == 0)
        {
            throw _tokens.Unexpected("')'");
        }

        if (_edges.ContainsKey(member) || _outputs.ContainsKey(member))
        {
            throw new FormatException($"The genotype names '{member}' twice.");
        }

        if (member.EndsWith("concat", StringComparison.Ordinal))
        {
            _outputs.Add(member, ReadOutputs());
        }
        else
        {
            _edges.Add(member, ReadList(ReadEdge));
        }
    }

    private ImmutableArray<int> ReadOutputs()
    {
        if (_tokens.TryTake("list"))
        {
            _tokens.Take("(");
            var outputs = ReadOutputs();
            _tokens.Take(")");
            return outputs;
        }

        return _tokens.TryTake("range") ? ReadRange() : ReadList(_tokens.TakeInteger);
    }

    private ImmutableArray<int> ReadRange()
    {
        var bounds = ReadList(_tokens.TakeInteger);
        var (first, end) = bounds switch
        {
            [var only] => (0, only),
            [var start, var stop] => (start, stop),
            _ => throw new FormatException($"A range has one or two bounds; found {bounds.Length}."),
        };

        // A cell has a handful of nodes: a larger range is a slip, and must not cost gigabytes.
        var count = Math.Max(0, (long)end - first);
        return count <= 1000
            ? [.. Enumerable.Range(first, (int)count)]
            : throw new FormatException($"range({first}, {end}) holds more than 1000 nodes.");
    }

    private Edge ReadEdge()
    {
        var close = TakeOpen();
        var operation = _tokens.TakeString();
        _tokens.Take(",");
        var source = _tokens.TakeInteger();
        _tokens.TryTake(",");
        _tokens.Take(close);
        return new Edge(source, operation);
    }

    private ImmutableArray<T> ReadList<T>(Func<T> read)
    {
        var close = TakeOpen();
        var items = ImmutableArray.CreateBuilder<T>();
        while (!_tokens.TryTake(close))
        {
            items.Add(read());
            if (!_tokens.Is(close))
            {
                _tokens.Take(",");
            }
        }

        return items.ToImmutable();
    }

    private string TakeOpen()
    {
        if (_tokens.TryTake("["))
        {
            return "]";
        }

        return _tokens.TryTake("(") ? ")" : throw _tokens.Unexpected("'[' or '('");
    }

    private void CheckComplete()
    {
        if (members.FirstOrDefault(member => !_edges.ContainsKey(member) && !_outputs.ContainsKey(member)) is { } missing)
        {
            throw new FormatException($"A genotype has the members {string.Join(", ", members)}; '{missing}' is missing.");
        }
    }
}

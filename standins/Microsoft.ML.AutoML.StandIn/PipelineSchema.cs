namespace Microsoft.ML.AutoML;

/// <summary>Which estimators follow each other (times) and which exclude each other (plus), by their keys: <c>e0 * (e1 + e2)</c>.</summary>
internal abstract record PipelineSchema
{
    internal sealed record One(string Key) : PipelineSchema
    {
        public override string ToString() => Key;
    }

    internal sealed record Sequence(PipelineSchema First, PipelineSchema Second) : PipelineSchema
    {
        public override string ToString() => $"{First} * {Second}";
    }

    internal sealed record OneOf(PipelineSchema First, PipelineSchema Second) : PipelineSchema
    {
        public override string ToString() => $"({First} + {Second})";
    }

    /// <summary>The keys of a schema without alternatives, in their order.</summary>
    internal static string[] KeysOf(string term) => term.Split('*', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal static PipelineSchema Parse(string term) =>
        KeysOf(term).Select(PipelineSchema (key) => new One(key)).Aggregate((a, b) => new Sequence(a, b));

    /// <summary>Every pipeline without alternatives, in the order in which the choice of the search space counts them.</summary>
    internal IEnumerable<string> Terms() => Sums(Expand()).Select(t => t.ToString());

    internal PipelineSchema Rename(Func<string, string> name) => this switch
    {
        One(var key) => new One(name(key)),
        Sequence(var first, var second) => new Sequence(first.Rename(name), second.Rename(name)),
        OneOf(var first, var second) => new OneOf(first.Rename(name), second.Rename(name)),
        _ => throw new NotSupportedException(),
    };

    private static IEnumerable<PipelineSchema> Sums(PipelineSchema expanded) =>
        expanded is OneOf(var first, var second) ? Sums(first).Concat(Sums(second)) : [expanded];

    // The distributive law: afterwards no alternative is left inside a sequence.
    private PipelineSchema Expand() => this switch
    {
        OneOf(var first, var second) => new OneOf(first.Expand(), second.Expand()),
        Sequence(var first, var second) => Product(first.Expand(), second.Expand()),
        _ => this,
    };

    private static PipelineSchema Product(PipelineSchema first, PipelineSchema second)
    {
        var (a, b) = first is OneOf x ? (x.First, x.Second) : (first, null);
        var (c, d) = second is OneOf y ? (y.First, y.Second) : (second, null);
        PipelineSchema[] products =
        [
            .. new[] { (a, c), (a, d), (b, c), (b, d) }
                .Where(pair => pair is { Item1: not null, Item2: not null })
                .Select(pair => new Sequence(pair.Item1, pair.Item2)),
        ];
        return products.Length == 1 ? products[0] : products.Select(p => p.Expand()).Aggregate((l, r) => new OneOf(l, r));
    }
}

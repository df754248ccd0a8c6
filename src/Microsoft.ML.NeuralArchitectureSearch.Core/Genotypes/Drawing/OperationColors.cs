using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>One colour for each kind of operation: a strong one for lines, a pale one to write on.</summary>
internal readonly record struct OperationColors(string Line, string Fill)
{
    private static readonly OperationColors Other = new("#7a6a58", "#f1ebe2");

    private static readonly ImmutableArray<(string Prefix, OperationColors Colors)> Kinds =
    [
        ("sep_conv", new("#2f6fb7", "#e2edf9")),
        ("dil_conv", new("#7a4fb0", "#eee6f8")),
        ("conv", new("#0f8a8a", "#dcf2f1")),
        ("max_pool", new("#c0562f", "#fbe8df")),
        ("avg_pool", new("#b1820f", "#faf0d3")),
        ("skip", new("#3c8a4a", "#e2f3e4")),
        ("relu", new("#2f6fb7", "#e2edf9")),
        ("tanh", new("#c0562f", "#fbe8df")),
        ("sigmoid", new("#b1820f", "#faf0d3")),
        ("identity", new("#3c8a4a", "#e2f3e4")),
        ("none", new("#9aa3ad", "#f0f2f4")),
    ];

    public static OperationColors Of(string operation)
    {
        var kind = Kinds.FirstOrDefault(kind => operation.StartsWith(kind.Prefix, StringComparison.Ordinal));
        return kind.Prefix is null ? Other : kind.Colors;
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>
/// A cell whose every node reads all nodes before it, each through one operation, and adds them up; the last node is the output.
/// </summary>
/// <remarks>
/// The cells of Dong and Yang, "NAS-Bench-201" (2020), arXiv:2001.00326. Node 0 is the input. As text
/// <c>|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|</c>; the JSON is a list of lists of
/// operations.
/// </remarks>
public sealed record DagCell : Architecture
{
    /// <summary>Creates a cell.</summary>
    /// <param name="nodes">For node 1, 2, ...: the operation on the edge from node 0, 1, ...</param>
    /// <exception cref="ArgumentException">
    /// There is no node, a node has another number of operations than nodes before it, or one has no name.
    /// </exception>
    public DagCell(params ImmutableArray<ImmutableArray<string>> nodes)
    {
        if (nodes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A cell needs at least one node besides its input.", nameof(nodes));
        }

        for (var node = 0; node < nodes.Length; node++)
        {
            if (nodes[node].IsDefault || nodes[node].Length != node + 1)
            {
                throw new ArgumentException(
                    $"Node {node + 1} reads {node + 1} nodes, each through one operation; found "
                    + $"{(nodes[node].IsDefault ? 0 : nodes[node].Length)}.", nameof(nodes));
            }

            if (nodes[node].Any(name => string.IsNullOrWhiteSpace(name) || name.AsSpan().ContainsAny("|~+")))
            {
                throw new ArgumentException(
                    $"An operation of node {node + 1} has no name, or one with a '|', '~' or '+' in it.",
                    nameof(nodes));
            }
        }

        Nodes = [.. nodes.Select(WellFormed.Of)];
    }

    /// <summary>For node 1, 2, ...: the operation on the edge from node 0, 1, ...</summary>
    public ImmutableArray<ImmutableArray<string>> Nodes { get; }

    /// <summary>Reads a cell from the text that <see cref="ToString"/> writes, the one of NAS-Bench-201.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not one of such a cell.</exception>
    public static DagCell Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new([.. text.Split('+').Select(ParseNode)]);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"'{text}' is no cell: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a cell from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of a cell.</exception>
    public static DagCell FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var nodes = JsonSerializer.Deserialize<string[][]>(json);
            return new([.. (nodes ?? []).Select(operations => operations.ToImmutableArray())]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"The text is not the JSON of a cell: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public override string ToJson() => JsonSerializer.Serialize(Nodes);

    /// <inheritdoc />
    public override string ToString() =>
        string.Join(
            '+',
            Nodes.Select(operations => $"|{string.Join('|', operations.Select((operation, source) => $"{operation}~{source}"))}|"));

    /// <inheritdoc />
    public bool Equals(DagCell? other) =>
        other is not null && Nodes.Length == other.Nodes.Length
            && Nodes.Zip(other.Nodes).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc />
    public override int GetHashCode() =>
        Nodes.SelectMany(operations => operations)
            .Aggregate(0, (hash, operation) => HashCode.Combine(hash, operation.GetHashCode(StringComparison.Ordinal)));

    private static ImmutableArray<string> ParseNode(string node) => node is ['|', .. var edges, '|']
        ? [.. edges.Split('|').Select(ParseEdge)]
        : throw new FormatException($"The edges into a node stand between '|'; found '{node}'.");

    private static string ParseEdge(string edge, int source) =>
        edge.Split('~') is [var operation, var from] && from == $"{source}"
            ? operation
            : throw new FormatException($"The edge from node {source} is written 'operation~{source}'; found '{edge}'.");
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>
/// A cell of motifs of motifs: a motif is a graph whose edges are motifs of the level below, on the first level primitive operations.
/// </summary>
/// <remarks>
/// <para>Liu et al., "Hierarchical Representations for Efficient Architecture Search" (2018), arXiv:1711.00436, section 2. The only motif
/// of
/// the last level is the cell. Above the first level an edge names <c>motif_0</c>, <c>motif_1</c>, ... or <c>none</c>.</para>
/// <para>
/// The JSON lists levels, their motifs, the motifs' nodes and the operations of the nodes' edges, as <see cref="DagCell"/> does.
/// </para>
/// </remarks>
public sealed record HierarchicalCell : Architecture
{
    /// <summary>Creates a cell.</summary>
    /// <param name="levels">The motifs of each level above the primitive operations.</param>
    /// <exception cref="ArgumentException">
    /// There is no level, a level has no motif, the last has more than one, or an edge names a motif that does not exist.
    /// </exception>
    public HierarchicalCell(params ImmutableArray<ImmutableArray<DagCell>> levels)
    {
        if (levels.IsDefaultOrEmpty || levels.Any(motifs => motifs.IsDefaultOrEmpty || motifs.Contains(null!)) || levels[^1].Length != 1)
        {
            throw new ArgumentException("Every level has at least one motif, and the last one exactly one.", nameof(levels));
        }

        for (var level = 1; level < levels.Length; level++)
        {
            var known = Enumerable.Range(0, levels[level - 1].Length).Select(MotifName).Append(OperationNames.None).ToArray();
            if (EdgesOf(levels[level]).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            {
                throw new ArgumentException(
                    $"Above the first level an edge is one of {string.Join(", ", known)}; found '{unknown}'.",
                    nameof(levels));
            }
        }

        Levels = levels;
    }

    /// <summary>The motifs of each level above the primitive operations; the only one of the last level is the cell.</summary>
    public ImmutableArray<ImmutableArray<DagCell>> Levels { get; }

    /// <summary>How edges name a motif of the level below.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The name, such as <c>motif_0</c>.</returns>
    public static string MotifName(int index) => $"motif_{index}";

    /// <summary>Reads a cell from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not the JSON of such a cell.</exception>
    public static HierarchicalCell FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var levels = JsonSerializer.Deserialize<ImmutableArray<ImmutableArray<ImmutableArray<ImmutableArray<string>>>>?>(json);
            return new([.. (levels ?? []).Select(motifs => (ImmutableArray<DagCell>)[.. motifs.Select(nodes => new DagCell(nodes))])]);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"The text is not the JSON of a hierarchical cell: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public override string ToJson() => JsonSerializer.Serialize(Levels.Select(motifs => motifs.Select(motif => motif.Nodes)));

    /// <inheritdoc />
    public override string ToString() => string.Join(" / ", Levels.Select(motifs => string.Join(' ', motifs)));

    /// <inheritdoc />
    public bool Equals(HierarchicalCell? other) =>
        other is not null && Levels.Length == other.Levels.Length
            && Levels.Zip(other.Levels).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc />
    public override int GetHashCode() => Levels.SelectMany(motifs => motifs).Aggregate(Levels.Length, HashCode.Combine);

    private static IEnumerable<string> EdgesOf(ImmutableArray<DagCell> motifs) =>
        motifs.SelectMany(motif => motif.Nodes).SelectMany(operations => operations);
}

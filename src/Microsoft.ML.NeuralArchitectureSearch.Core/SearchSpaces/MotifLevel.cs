namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>One level of a <see cref="HierarchicalSpace"/>.</summary>
/// <param name="Motifs">Number of its motifs.</param>
/// <param name="Nodes">Nodes of each motif, its input among them.</param>
public sealed record MotifLevel(int Motifs, int Nodes)
{
    /// <summary>Number of its motifs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Motifs { get; init => field = Checked.Positive(value, nameof(Motifs)); } = Checked.Positive(Motifs, nameof(Motifs));

    /// <summary>Nodes of each motif, its input among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int Nodes { get; init => field = Checked.AtLeast(2, value, nameof(Nodes)); } = Checked.AtLeast(2, Nodes, nameof(Nodes));

    /// <summary>Edges of each motif: each node reads all before it.</summary>
    public int Edges => Nodes * (Nodes - 1) / 2;
}

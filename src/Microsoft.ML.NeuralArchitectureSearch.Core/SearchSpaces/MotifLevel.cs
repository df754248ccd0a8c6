namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>One level of a <see cref="HierarchicalSpace"/>.</summary>
/// <param name="Motifs">Number of its motifs.</param>
/// <param name="Nodes">Nodes of each motif, its input among them.</param>
public sealed record MotifLevel(int Motifs, int Nodes)
{
    /// <summary>Number of its motifs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int Motifs
    {
        get;
        init => field = Checked.Within(1, Checked.MostCount, value, nameof(Motifs));
    } = Checked.Within(1, Checked.MostCount, Motifs, nameof(Motifs));

    /// <summary>Nodes of each motif, its input among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 100].</exception>
    public int Nodes
    {
        get;
        init => field = Checked.Within(2, Checked.MostNodes, value, nameof(Nodes));
    } = Checked.Within(2, Checked.MostNodes, Nodes, nameof(Nodes));

    /// <summary>Edges of each motif: each node reads all before it.</summary>
    public int Edges => Nodes * (Nodes - 1) / 2;
}

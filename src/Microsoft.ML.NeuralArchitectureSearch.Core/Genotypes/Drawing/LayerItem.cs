using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>What takes up room in a layer: a node with the labels of its edges, or the line of an earlier node passing by.</summary>
internal sealed class LayerItem(int source, bool passes, ImmutableArray<Edge> edges)
{
    private const double LabelPitch = 32;
    private const double PassingHeight = 12;
    private const double NodeHeight = 30;

    /// <summary>The node that stands here, or whose line passes by.</summary>
    public int Source { get; } = source;

    /// <summary>Whether only a line passes by.</summary>
    public bool Passes { get; } = passes;

    /// <summary>The edges into the node, in the order of their labels from top to bottom.</summary>
    public ImmutableArray<Edge> Edges { get; private set; } = edges;

    /// <summary>The items of the layer before from which lines come: one for each edge, or the one whose line passes by.</summary>
    public ImmutableArray<LayerItem> Origins { get; set; } = [];

    /// <summary>The centre.</summary>
    public double Y { get; set; }

    /// <summary>The height.</summary>
    public double Height => Passes ? PassingHeight : Math.Max(NodeHeight, Edges.Length * LabelPitch);

    /// <summary>The height at which the line from <c>Origins[index]</c> arrives.</summary>
    public double PortY(int index) => Edges.IsEmpty ? Y : Y + ((index - ((Edges.Length - 1) / 2.0)) * LabelPitch);

    /// <summary>Puts the labels in the order of the heights they are reached from.</summary>
    public void SortEdges()
    {
        if (!Edges.IsEmpty)
        {
            var pairs = Edges.Zip(Origins).OrderBy(pair => pair.Second.Y).ToArray();
            Edges = [.. pairs.Select(pair => pair.First)];
            Origins = [.. pairs.Select(pair => pair.Second)];
        }
    }
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>A cell in layers from left to right: inputs, intermediate nodes by the length of the longest path to them, output.</summary>
/// <remarks>
/// The idea is that of Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures" (1981): an edge
/// that skips layers takes a place in each of them, so that no line runs through a label. All edges out of one node share these places.
/// </remarks>
internal sealed class LayeredGraph
{
    private LayeredGraph(LayerItem[][] layers) => Layers = layers;

    public LayerItem[][] Layers { get; }

    public static LayeredGraph Of(CellGenotype cell)
    {
        var output = CellGenotype.InputCount + cell.Nodes.Length;
        var depths = Depths(cell);
        var lastReads = LastReads(cell, depths);
        var layers = new LayerItem[depths[output] + 1][];
        var before = new Dictionary<int, LayerItem>();
        for (var depth = 0; depth < layers.Length; depth++)
        {
            var items = Enumerable.Range(0, output + 1)
                .Where(node => depths[node] == depth || (depths[node] < depth && lastReads[node] > depth))
                .Select(node => Item(cell, node, passes: depths[node] < depth, before))
                .ToArray();
            layers[depth] = items;
            before = items.ToDictionary(item => item.Source);
        }

        return new LayeredGraph(layers);
    }

    private static LayerItem Item(CellGenotype cell, int node, bool passes, Dictionary<int, LayerItem> before)
    {
        var position = node - CellGenotype.InputCount;
        var edges = passes || position < 0 || position == cell.Nodes.Length ? [] : cell.Nodes[position];
        ImmutableArray<LayerItem> origins =
            passes ? [before[node]]
            : position == cell.Nodes.Length ? [.. cell.Concatenated.Select(source => before[source])]
            : [.. edges.Select(edge => before[edge.Source])];
        return new LayerItem(node, passes, edges) { Origins = origins };
    }

    private static int[] Depths(CellGenotype cell)
    {
        var depths = new int[CellGenotype.InputCount + cell.Nodes.Length + 1];
        for (var node = 0; node < cell.Nodes.Length; node++)
        {
            depths[CellGenotype.InputCount + node] = 1 + cell.Nodes[node].Max(edge => depths[edge.Source]);
        }

        depths[^1] = 1 + depths.Max();
        return depths;
    }

    private static int[] LastReads(CellGenotype cell, int[] depths)
    {
        var last = new int[depths.Length];
        for (var node = 0; node < cell.Nodes.Length; node++)
        {
            foreach (var edge in cell.Nodes[node])
            {
                last[edge.Source] = Math.Max(last[edge.Source], depths[CellGenotype.InputCount + node]);
            }
        }

        foreach (var node in cell.Concatenated)
        {
            last[node] = depths[^1];
        }

        return last;
    }
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Turns a cell into coordinates.</summary>
internal static class LayeredLayout
{
    /// <summary>Half the side of the square that a node's sign may fill.</summary>
    public const double NodeRadius = 15;

    private const double LayerGap = 84;
    private const double LabelToNode = 44;
    private const double CharacterWidth = 7.2;
    private const double LabelPadding = 20;

    public static CellLayout Of(CellGenotype cell)
    {
        var graph = LayeredGraph.Of(cell);
        ItemOrder.Improve(graph.Layers);
        ItemHeights.Settle(graph.Layers);
        var labelWidth = LabelPadding + (CharacterWidth * cell.Nodes.Max(edges => edges.Max(edge => edge.Operation.Length)));
        return Place(graph.Layers, labelWidth);
    }

    private static CellLayout Place(LayerItem[][] layers, double labelWidth)
    {
        var nodes = ImmutableArray.CreateBuilder<PlacedNode>();
        var labels = ImmutableArray.CreateBuilder<PlacedLabel>();
        var lines = ImmutableArray.CreateBuilder<PlacedLine>();
        var top = layers.Min(layer => layer.Min(item => item.Y - (item.Height / 2)));
        var left = 0.0;
        var nodeX = NodeRadius;
        foreach (var layer in layers)
        {
            var isInner = layer.Any(item => !item.Edges.IsEmpty);
            var exitBefore = nodeX + NodeRadius;
            nodeX = left + (isInner ? labelWidth + LabelToNode : 0) + NodeRadius;
            foreach (var item in layer)
            {
                for (var index = 0; index < item.Origins.Length; index++)
                {
                    var operation = item.Edges.IsEmpty ? null : item.Edges[index].Operation;
                    var end = item.Passes || operation is not null ? left : nodeX - NodeRadius;
                    lines.Add(new PlacedLine(exitBefore, item.Origins[index].Y - top, end, item.PortY(index) - top, operation));
                    if (operation is not null)
                    {
                        labels.Add(new PlacedLabel(operation, left + (labelWidth / 2), item.PortY(index) - top, nodeX, item.Y - top));
                    }
                }

                if (item.Passes)
                {
                    lines.Add(new PlacedLine(left, item.Y - top, nodeX + NodeRadius, item.Y - top, null));
                }
                else
                {
                    nodes.Add(new PlacedNode(item.Source, nodeX, item.Y - top));
                }
            }

            left = nodeX + NodeRadius + LayerGap;
        }

        var bottom = layers.Max(layer => layer.Max(item => item.Y + (item.Height / 2)));
        return new CellLayout(nodeX + NodeRadius, bottom - top, labelWidth, nodes.ToImmutable(), labels.ToImmutable(), lines.ToImmutable());
    }
}

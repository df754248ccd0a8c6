using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Where everything of a drawn cell stands; x grows to the right, y downwards.</summary>
internal sealed record CellLayout(
    double Width, double Height, double LabelWidth, ImmutableArray<PlacedNode> Nodes, ImmutableArray<PlacedLabel> Labels,
    ImmutableArray<PlacedLine> Lines);

/// <summary>A node, by its centre; the cell's output has the index after the last intermediate node.</summary>
internal readonly record struct PlacedNode(int Index, double X, double Y);

/// <summary>The label of an edge, by its centre, and the centre of the node that the edge ends in.</summary>
internal readonly record struct PlacedLabel(string Operation, double X, double Y, double TargetX, double TargetY);

/// <summary>A piece of the way from a node to its readers; where it ends in a label, that label's operation.</summary>
internal readonly record struct PlacedLine(double X1, double Y1, double X2, double Y2, string? Operation);

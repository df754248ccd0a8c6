using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes.Drawing;

/// <summary>Draws genotypes.</summary>
internal static class GenotypeSvg
{
    private const double Margin = 16;
    private const double PanelPadding = 28;
    private const double TitleHeight = 30;
    private const double LabelHeight = 24;

    // Inputs and output are wider than the circles of the nodes: they reach out of the layout on its left and right.
    private const double Overhang = 24;
    private const string Ink = "#26303b";
    private const string Trunk = "#a9b4c0";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Write(ImmutableArray<DrawnCell> drawn)
    {
        var cells = drawn.Select(cell => (cell.Title, Layout: LayeredLayout.Of(cell.Cell), cell.Labels)).ToArray();
        var panelWidth = cells.Max(cell => cell.Layout.Width) + (2 * (PanelPadding + Overhang));
        var width = panelWidth + (2 * Margin);
        var drawing = new XElement(Svg + "g");
        var y = Margin;
        foreach (var (title, layout, labels) in cells)
        {
            var panelHeight = layout.Height + TitleHeight + (2 * PanelPadding);
            drawing.Add(Panel(title, Margin, y, panelWidth, panelHeight));
            drawing.Add(Cell(layout, labels, (width - layout.Width) / 2, y + PanelPadding + TitleHeight));
            y += panelHeight + Margin;
        }

        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Text(width)} {Text(y)}"),
            new XAttribute("width", Text(width)),
            new XAttribute("height", Text(y)),
            new XAttribute(
                "font-family",
                "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", Sentence(cells.Select(cell => cell.Title))),
            new XElement(
                Svg + "rect",
                new XAttribute("width", "100%"),
                new XAttribute("height", "100%"),
                new XAttribute("fill", "#f4f6f8")),
            drawing.Elements()).ToString().ReplaceLineEndings("\n");
    }

    private static string Sentence(IEnumerable<string> titles)
    {
        var joined = string.Join(" and ", titles);
        return char.ToUpperInvariant(joined[0]) + joined[1..];
    }

    private static XElement Panel(string title, double x, double y, double width, double height) => new(
        Svg + "g",
        Rectangle(x, y, width, height, 12, "#ffffff", "#dde3e9"),
        new XElement(
            Svg + "text", At("x", x + PanelPadding), At("y", y + PanelPadding + 6), new XAttribute("font-size", "16"),
            new XAttribute("font-weight", "600"), new XAttribute("fill", Ink), title));

    private static XElement Cell(CellLayout layout, NodeLabels labels, double left, double top) => new(
        Svg + "g",
        new XAttribute("transform", $"translate({Text(left)} {Text(top)})"),
        layout.Lines.OrderBy(line => line.Operation is not null).Select(Line),
        layout.Labels.Select(label => LabelToNode(label, layout.LabelWidth)),
        layout.Labels.Select(label => Label(label, layout.LabelWidth)),
        layout.Nodes.Select(node => Node(node, labels, layout.Nodes.Max(other => other.Index))));

    private static XElement Line(PlacedLine line) =>
        Curve(line.X1, line.Y1, line.X2, line.Y2, line.Operation is { } operation ? OperationColors.Of(operation).Line : Trunk);

    private static XElement LabelToNode(PlacedLabel label, double labelWidth) => Curve(
        label.X + (labelWidth / 2),
        label.Y,
        label.TargetX - LayeredLayout.NodeRadius,
        label.TargetY,
        OperationColors.Of(label.Operation).Line);

    private static XElement Curve(double x1, double y1, double x2, double y2, string color)
    {
        var middle = (x1 + x2) / 2;
        return new XElement(
            Svg + "path",
            new XAttribute("d", $"M{Text(x1)} {Text(y1)}C{Text(middle)} {Text(y1)} {Text(middle)} {Text(y2)} {Text(x2)} {Text(y2)}"),
            new XAttribute("fill", "none"), new XAttribute("stroke", color), new XAttribute("stroke-width", "1.8"));
    }

    private static XElement Label(PlacedLabel label, double width)
    {
        var colors = OperationColors.Of(label.Operation);
        var shown = string.Concat(label.Operation.Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD'));
        return new XElement(
            Svg + "g",
            Rectangle(label.X - (width / 2), label.Y - (LabelHeight / 2), width, LabelHeight, LabelHeight / 2, colors.Fill, colors.Line),
            Centred(label.X, label.Y, 12, shown));
    }

    private static XElement Node(PlacedNode node, NodeLabels labels, int output)
    {
        const double radius = LayeredLayout.NodeRadius;
        var isInner = node.Index >= CellGenotype.InputCount && node.Index < output;
        var name = node.Index == output ? labels.Output : labels.Of(node.Index);
        var half = isInner ? radius : radius + (Overhang / 2);
        var x = node.Index switch
        {
            < CellGenotype.InputCount => node.X + radius - half,
            _ when isInner => node.X,
            _ => node.X - radius + half,
        };
        return new XElement(
            Svg + "g",
            Rectangle(x - half, node.Y - radius, 2 * half, 2 * radius, isInner ? radius : 7, isInner ? "#26303b" : "#e3e8ee", Ink),
            isInner ? Centred(x, node.Y, 14, name, "#ffffff") : Subscripted(x, node.Y, name));
    }

    /// <summary>Writes <c>c_{k-2}</c> as it stands in print.</summary>
    private static XElement Subscripted(double x, double y, string name)
    {
        var parts = name.Split("_{");
        var text = Centred(x, y - 2, 15, parts[0]);
        text.Add(new XElement(Svg + "tspan", At("dy", 4), new XAttribute("font-size", "11"), parts[1].TrimEnd('}').Replace('-', '\u2212')));
        return text;
    }

    private static XElement Centred(double x, double y, int size, string text, string color = Ink) => new(
        Svg + "text", At("x", x), At("y", y + (size * 0.35)), new XAttribute("font-size", Text(size)),
        new XAttribute("text-anchor", "middle"), new XAttribute("fill", color), text);

    private static XElement Rectangle(double x, double y, double width, double height, double radius, string fill, string stroke) => new(
        Svg + "rect", At("x", x), At("y", y), At("width", width), At("height", height), At("rx", radius),
        new XAttribute("fill", fill), new XAttribute("stroke", stroke));

    private static XAttribute At(string name, double value) => new(name, Text(value));

    private static string Text(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}

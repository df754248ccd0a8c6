using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly string[] Titles = ["normal cell", "reduction cell"];

    [Test]
    public void Shows_titles_nodes_and_operations_of_both_cells()
    {
        var genotype = PublishedGenotypes.AmoebaNet;

        var texts = Texts(genotype).ToArray();

        var operations = genotype.Normal.Nodes.Concat(genotype.Reduction.Nodes).SelectMany(edges => edges).Select(edge => edge.Operation);
        var nodes = new[] { "0", "1", "2", "3", "4", "ck−2", "ck−1", "ck" };
        Assert.That(texts, Is.EquivalentTo(Titles.Concat(operations).Concat(nodes).Concat(nodes)));
    }

    [Test]
    public void Refers_to_nothing_outside_itself()
    {
        var attributes = XElement.Parse(PublishedGenotypes.NasNet.ToSvg()).DescendantsAndSelf().Attributes()
            .Where(attribute => !attribute.IsNamespaceDeclaration);

        Assert.That(attributes.Select(attribute => attribute.Value), Has.None.Contains("http").And.None.Contains("url("));
    }

    [Test]
    public void Everything_lies_within_the_view()
    {
        foreach (var genotype in PublishedGenotypes.All.Values)
        {
            var root = XElement.Parse(genotype.ToSvg());
            var view = root.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
            var rectangles = root.Descendants(Svg + "rect").Where(rectangle => rectangle.Attribute("x") is not null).Select(Box).ToArray();

            Assert.That(rectangles, Has.Length.GreaterThan(20));
            Assert.That(rectangles.Min(box => box.Left), Is.GreaterThanOrEqualTo(0));
            Assert.That(rectangles.Max(box => box.Right), Is.LessThanOrEqualTo(view[2]));
            Assert.That(rectangles.Max(box => box.Bottom), Is.LessThanOrEqualTo(view[3]));
        }
    }

    [Test]
    public void One_colour_stands_for_one_kind_of_operation()
    {
        var root = XElement.Parse(PublishedGenotypes.NasNet.ToSvg());
        var colors = root.Descendants(Svg + "g")
            .Where(group => group.Elements().Count() == 2 && group.Element(Svg + "text") is { } text
                && text.Value.Contains('_', StringComparison.Ordinal))
            .ToLookup(group => group.Element(Svg + "text")!.Value, group => group.Element(Svg + "rect")!.Attribute("fill")!.Value);

        Assert.That(colors["sep_conv_3x3"].Concat(colors["sep_conv_5x5"]).Concat(colors["sep_conv_7x7"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(colors["sep_conv_3x3"].First(), Is.Not.EqualTo(colors["skip_connect"].First()));
        Assert.That(colors["avg_pool_3x3"].First(), Is.Not.EqualTo(colors["max_pool_3x3"].First()));
    }

    [Test]
    public void Names_that_mean_something_in_XML_are_shown_as_they_are()
    {
        var cell = new CellGenotype((ImmutableArray<Edge>)[new Edge(0, "<a & b>"), new Edge(1, "bell\a")]);

        Assert.That(Texts(new Genotype(cell, cell)), Does.Contain("<a & b>").And.Contain("bell\uFFFD"));
    }

    [Test]
    public void The_same_genotype_gives_the_same_drawing() =>
        Assert.That(Genotype.FromJson(PublishedGenotypes.PDarts.ToJson()).ToSvg(), Is.EqualTo(PublishedGenotypes.PDarts.ToSvg()));

    private static IEnumerable<string> Texts(Genotype genotype) =>
        XElement.Parse(genotype.ToSvg()).Descendants(Svg + "text").Select(text => text.Value);

    private static (double Left, double Right, double Bottom) Box(XElement rectangle)
    {
        var shift = rectangle.Ancestors().Select(group => group.Attribute("transform")?.Value).FirstOrDefault(value => value is not null);
        var by = shift is null ? [0, 0] : shift["translate(".Length..^1].Split(' ').Select(Number).ToArray();
        var left = Number(rectangle.Attribute("x")!.Value) + by[0];
        var top = Number(rectangle.Attribute("y")!.Value) + by[1];
        return (left, left + Number(rectangle.Attribute("width")!.Value), top + Number(rectangle.Attribute("height")!.Value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

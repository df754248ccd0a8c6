using System.Reflection;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class PublishedGenotypesTests
{
    private static readonly JsonElement Collected = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "genotypes.json")))
        .RootElement.GetProperty("cnn_genotypes");

    private static readonly IEnumerable<string> Names = Collected.EnumerateObject().Select(member => member.Name);

    [TestCaseSource(nameof(Names))]
    public void Are_those_of_the_collected_sources(string name)
    {
        var expected = Collected.GetProperty(name);
        var genotype = PublishedGenotypes.All[name];

        Assert.That(Edges(genotype.Normal), Is.EqualTo(Edges(expected.GetProperty("normal"))));
        Assert.That(Edges(genotype.Reduction), Is.EqualTo(Edges(expected.GetProperty("reduce"))));
        Assert.That(genotype.Normal.Concatenated, Is.EqualTo(Integers(expected.GetProperty("normal_concat"))));
        Assert.That(genotype.Reduction.Concatenated, Is.EqualTo(Integers(expected.GetProperty("reduce_concat"))));
        Assert.That(genotype.Normal.Nodes.Concat(genotype.Reduction.Nodes).Select(edges => edges.Length), Is.All.EqualTo(2));
    }

    [Test]
    public void All_of_them_are_listed_under_their_names()
    {
        var named = typeof(PublishedGenotypes).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Genotype))
            .Select(property => (Genotype)property.GetValue(null)!);

        Assert.That(PublishedGenotypes.All.Keys, Is.EquivalentTo(Names));
        Assert.That(PublishedGenotypes.All.Values, Is.EquivalentTo(named));
        Assert.That(PublishedGenotypes.All["DARTS_V2"], Is.EqualTo(PublishedGenotypes.DartsV2));
        Assert.That(PublishedGenotypes.All["PC_DARTS_image"], Is.EqualTo(PublishedGenotypes.PcDartsImageNet));
    }

    private static IEnumerable<(string?, int)> Edges(CellGenotype cell) =>
        cell.Nodes.SelectMany(edges => edges).Select(edge => ((string?)edge.Operation, edge.Source));

    private static IEnumerable<(string?, int)> Edges(JsonElement list) =>
        list.EnumerateArray().Select(edge => (edge[0].GetString(), edge[1].GetInt32()));

    private static IEnumerable<int> Integers(JsonElement list) => list.EnumerateArray().Select(element => element.GetInt32());
}

using System.Reflection;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class PublishedRecurrentGenotypesTests
{
    private static readonly JsonElement Collected = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "recurrent_genotypes.json"))).RootElement;

    private static readonly IEnumerable<string> Names = Collected.EnumerateObject().Select(member => member.Name);

    [TestCaseSource(nameof(Names))]
    public void Are_those_of_the_collected_sources(string name)
    {
        var expected = Collected.GetProperty(name);
        var cell = PublishedRecurrentGenotypes.All[name];

        Assert.That(
            cell.Nodes.Select(node => ((string?)node.Activation, node.Source)),
            Is.EqualTo(expected.GetProperty("recurrent").EnumerateArray().Select(node => (node[0].GetString(), node[1].GetInt32()))));
        Assert.That(cell.Averaged, Is.EqualTo(expected.GetProperty("concat").EnumerateArray().Select(state => state.GetInt32())));
    }

    [Test]
    public void All_of_them_are_listed_under_their_names()
    {
        var named = typeof(PublishedRecurrentGenotypes).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(RecurrentGenotype))
            .Select(property => (RecurrentGenotype)property.GetValue(null)!);

        Assert.That(PublishedRecurrentGenotypes.All.Keys, Is.EquivalentTo(Names));
        Assert.That(PublishedRecurrentGenotypes.All.Values, Is.EquivalentTo(named));
        Assert.That(PublishedRecurrentGenotypes.All["NAO_WS"], Is.EqualTo(PublishedRecurrentGenotypes.NaoWeightSharing));
    }
}

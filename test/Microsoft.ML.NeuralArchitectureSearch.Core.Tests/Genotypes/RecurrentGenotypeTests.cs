using System.Xml.Linq;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Genotypes;

public sealed class RecurrentGenotypeTests
{
    private const string DartsV1 =
        "Genotype(recurrent=[('relu', 0), ('relu', 1), ('tanh', 2), ('relu', 3), ('relu', 4), ('identity', 1), ('relu', 5), ('relu', 1)], "
        + "concat=range(1, 9))";

    private static readonly IEnumerable<string> Names = PublishedRecurrentGenotypes.All.Keys;

    [Test]
    public void Is_written_as_the_reference_code_has_it() => Assert.That($"{PublishedRecurrentGenotypes.DartsV1}", Is.EqualTo(DartsV1));

    [TestCaseSource(nameof(Names))]
    public void A_published_cell_is_read_back_as_written(string name)
    {
        var cell = PublishedRecurrentGenotypes.All[name];

        Assert.That(RecurrentGenotype.ParseReference(cell.ToReferenceText()), Is.EqualTo(cell));
        Assert.That(RecurrentGenotype.FromJson(cell.ToJson()), Is.EqualTo(cell));
        Assert.That(RecurrentGenotype.FromJson(cell.ToJson()).GetHashCode(), Is.EqualTo(cell.GetHashCode()));
    }

    [Test]
    public void Is_read_as_it_stands_in_a_source_file() =>
        Assert.That(
            RecurrentGenotype.ParseReference("""
                ENAS = Genotype(
                    recurrent = [
                        ('tanh', 0), ('tanh', 1), ('relu', 1), ('tanh', 3), ('tanh', 3), ('relu', 3),
                        ('relu', 4), ('relu', 7), ('relu', 8), ('relu', 8), ('relu', 8),
                    ],
                    concat = [2, 5, 6, 9, 10, 11]
                )
                """),
            Is.EqualTo(PublishedRecurrentGenotypes.Enas));

    [TestCase("Genotype(recurrent=[('relu', 0)])", "'concat' is missing")]
    [TestCase("Genotype(recurrent=[('relu', 1)], concat=[1])", "Node 1 reads state 1; it may only read states 0 to 0")]
    [TestCase("Genotype(recurrent=[('gelu', 0)], concat=[1])", "Node 1 applies 'gelu'; the activations are tanh, relu, sigmoid, identity")]
    [TestCase("Genotype(recurrent=[('relu', 0)], concat=range(0, 2))", "out of 1 to 1, at least one; found [0, 1]")]
    [TestCase("Genotype(normal=[])", "Expected one of recurrent, concat")]
    public void What_is_no_cell_is_refused_with_the_reason(string text, string reason) =>
        Assert.That(() => RecurrentGenotype.ParseReference(text), Throws.TypeOf<FormatException>().With.Message.Contains(reason));

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"nodes":[{"activation":"relu","source":0}]}""")]
    [TestCase("""{"nodes":[{"activation":"relu","source":0}],"averaged":[2]}""")]
    [TestCase("""{"nodes":[{"activation":null,"source":0}],"averaged":[1]}""")]
    [TestCase("""{"nodes":[{"activation":"relu","source":0}],"averaged":[1],"other":1}""")]
    public void What_is_no_JSON_of_a_cell_is_refused(string json) =>
        Assert.That(() => RecurrentGenotype.FromJson(json), Throws.TypeOf<FormatException>());

    [Test]
    public void Cells_are_equal_when_their_nodes_and_outputs_are()
    {
        var cell = new RecurrentGenotype([new("relu", 0), new("tanh", 1)]);

        Assert.That(new RecurrentGenotype([new("relu", 0), new("tanh", 1)], [1, 2]), Is.EqualTo(cell));
        Assert.That(new RecurrentGenotype([new("relu", 0), new("tanh", 1)], [2]), Is.Not.EqualTo(cell));
        Assert.That(new RecurrentGenotype([new("relu", 0), new("tanh", 0)]), Is.Not.EqualTo(cell));
    }

    [Test]
    public void Is_drawn_with_its_input_its_states_and_their_activations()
    {
        var cell = new RecurrentGenotype([new("relu", 0), new("sigmoid", 1)]);

        Assert.That(
            XElement.Parse(cell.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value),
            Is.EquivalentTo(["recurrent cell", "xt", "ht−1", "ht", "0", "1", "2", "tanh", "tanh", "relu", "sigmoid"]));
        Assert.That(
            cell.ToDot(),
            Does.Contain("""recurrent_3 -> recurrent_4 [label="sigmoid"];""").And.Contain("recurrent_3 -> recurrent_out;"));
    }
}

using System.Numerics;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

[TestFixture(true)]
[TestFixture(false)]
public sealed class RecurrentCellSpaceTests(bool averagesAllNodes) : SearchSpaceContract
{
    protected override ISearchSpace Create() =>
        new RecurrentCellSpace { Nodes = 4, Operations = ["none", "tanh", "relu"], AveragesAllNodes = averagesAllNodes };

    protected override IEnumerable<Architecture> Strangers() =>
    [
        PublishedRecurrentGenotypes.DartsV1,
        new RecurrentGenotype([new("tanh", 0), new("tanh", 1), new("relu", 2), new("sigmoid", 3)], averagesAllNodes ? [1, 2, 3, 4] : [4]),
        new RecurrentGenotype([new("tanh", 0), new("tanh", 1), new("relu", 2), new("relu", 3)], [1, 4]),
        new RecurrentGenotype([new("tanh", 0), new("tanh", 1)]),
        PublishedGenotypes.DartsV1,
    ];

    [Test]
    public void A_node_chooses_among_the_states_before_it_and_the_activations() =>
        Assert.That(new RecurrentCellSpace().Count, Is.EqualTo((BigInteger)40_320 * 65_536)); // 8! sources, 4^8 activations

    [Test]
    public void The_cells_of_DARTS_are_members_of_the_default_space()
    {
        var space = new RecurrentCellSpace();

        Assert.That(space.Contains(PublishedRecurrentGenotypes.DartsV1));
        Assert.That(space.Contains(PublishedRecurrentGenotypes.DartsV2));
        Assert.That(
            space.Encode(PublishedRecurrentGenotypes.DartsV1),
            Is.EqualTo(new[] { 0, 9, 1, 9, 2, 8, 3, 9, 4, 9, 1, 11, 5, 9, 1, 9 }));
    }

    [Test]
    public void The_cell_of_ENAS_averages_the_nodes_that_no_other_reads()
    {
        var space = new RecurrentCellSpace { Nodes = 11 };

        Assert.That(space.Contains(PublishedRecurrentGenotypes.Enas), Is.False);
        Assert.That((space with { AveragesAllNodes = false }).Contains(PublishedRecurrentGenotypes.Enas));
    }

    [TestCase("NAO")]
    [TestCase("NAO_WS")]
    public void The_sequences_of_NAO_differ_in_the_numbers_of_the_activations_only(string name)
    {
        var space = new RecurrentCellSpace { Nodes = 11, Operations = ["tanh", "relu", "identity", "sigmoid"] };
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "recurrent_genotypes.json")));
        var sequence = file.RootElement.GetProperty(name).GetProperty("raw_sequence").GetString()!.Split(' ').Select(int.Parse);
        int[] tokens = [.. sequence.Select((number, position) => position % 2 == 0 ? number : space.Nodes + number)];

        Assert.That(space.Decode(tokens), Is.EqualTo(PublishedRecurrentGenotypes.All[name]));
        Assert.That(space.Encode(PublishedRecurrentGenotypes.All[name]), Is.EqualTo(tokens));
    }

    [TestCase("none")]
    [TestCase("tanh", "tanh")]
    [TestCase("tanh", "gelu")]
    [TestCase("tanh", "skip_connect")]
    public void Candidates_that_are_no_activations_are_refused(params string[] operations) =>
        Assert.That(
            () => new RecurrentCellSpace { Operations = [.. operations] },
            Throws.ArgumentException.With.Property("ParamName").EqualTo("Operations"));
}

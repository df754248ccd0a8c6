using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.SearchSpaces;

public sealed class TextCellSpaceTests : SearchSpaceContract
{
    protected override ISearchSpace Create() => new TextCellSpace { Input = new(20), Network = new() { Channels = 4 } };

    protected override IEnumerable<Architecture> Strangers() =>
        [new DartsCellSpace().Sample(new Random(1)), new TextCellSpace { Nodes = 3 }.Sample(new Random(1))];

    protected override NetworkSize NetworkSize { get; } = new(new(1, 1, 8), 4);

    [Test]
    public void All_pairs_of_sources_and_operations_are_counted()
    {
        // Two nodes read 1 and 3 pairs of sources, three also 6, each through one of 5 operations, or of all 14; two cells.
        var cell = Math.Pow(5, 4) * 1 * 3;
        var larger = Math.Pow(14, 6) * 1 * 3 * 6;

        Assert.That((double)new TextCellSpace().Count, Is.EqualTo(cell * cell).Within(1e-9).Percent);
        Assert.That(
            (double)new TextCellSpace { Nodes = 3, Operations = TextOperationNames.All }.Count,
            Is.EqualTo(larger * larger).Within(1e-9).Percent);
    }

    [Test]
    public void A_network_cannot_be_described_before_the_words_are_known() =>
        Assert.That(
            () => new TextCellSpace().Describe(new TextCellSpace().Sample(new Random(1)), new NetworkSize(new(1, 1, 8), 2)),
            Throws.ArgumentException.With.Message.Contains(nameof(TextCellSpace.Input)));
}

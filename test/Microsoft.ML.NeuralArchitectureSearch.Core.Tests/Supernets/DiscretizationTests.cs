using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class DiscretizationTests
{
    private static readonly DartsCellSpace Space = new()
    {
        Nodes = 2,
        Operations = [OperationNames.None, OperationNames.SkipConnect, OperationNames.MaxPooling3x3],
    };

    [Test]
    public void A_node_keeps_its_two_strongest_edges_the_stronger_first_and_none_does_not_count()
    {
        var cell = Discretization.Discretize(Space, new[,]
        {
            { 0.0, 0.2, 0.3 },
            { 0.0, 0.6, 0.1 },
            { 0.9, 0.1, 0.0 },
            { 0.0, 0.4, 0.5 },
            { 0.7, 0.0, 0.2 },
        });

        Edge[] first = [new(1, OperationNames.SkipConnect), new(0, OperationNames.MaxPooling3x3)];
        Edge[] second = [new(1, OperationNames.MaxPooling3x3), new(2, OperationNames.MaxPooling3x3)];
        Assert.That(cell, Is.EqualTo(new CellGenotype([[.. first], [.. second]], [2, 3])));
    }

    [Test]
    public void Of_equals_the_earlier_edge_and_the_earlier_operation_win()
    {
        var cell = Discretization.Discretize(Space, new double[5, 3]);

        Edge[] expected = [new(0, OperationNames.SkipConnect), new(1, OperationNames.SkipConnect)];
        Assert.That(cell, Is.EqualTo(new CellGenotype([[.. expected], [.. expected]], [2, 3])));
    }

    [Test]
    public void The_cell_belongs_to_the_space()
    {
        var random = new Random(1);
        var weights = new double[5, 3];
        for (var draw = 0; draw < 100; draw++)
        {
            for (var value = 0; value < weights.Length; value++)
            {
                weights[value / 3, value % 3] = random.NextDouble();
            }

            var cell = Discretization.Discretize(Space, weights);
            Assert.That(Space.Contains(new Genotype(cell, cell)));
        }
    }

    [Test]
    public void Weights_of_another_space_are_refused() =>
        Assert.That(
            () => Discretization.Discretize(Space, new double[14, 8]),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("weights").And.Message.Contains("14x8"));

    [Test]
    public void Weights_that_are_no_numbers_are_refused()
    {
        var weights = new double[5, 3];
        weights[2, 1] = double.NaN;

        Assert.That(
            () => Discretization.Discretize(Space, weights),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("weights"));
    }
}

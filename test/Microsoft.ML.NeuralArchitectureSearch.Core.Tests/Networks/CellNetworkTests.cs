using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class CellNetworkTests
{
    private static readonly CellNetworkOptions Small = new() { Channels = 4, Cells = 3 };

    [TestCase(1, 28, 28, 3)]
    [TestCase(1, 8, 8, 5)]
    [TestCase(4, 4, 12, 2)]
    [TestCase(3, 2, 2, 1)]
    public void Any_image_that_the_reductions_can_halve_will_do(int channels, int height, int width, int layers)
    {
        using var scope = NewDisposeScope();
        using var network = GraphNetwork.OfCells(
            PublishedGenotypes.DartsV1,
            Small with { Cells = layers },
            new(channels, height, width),
            7);

        Assert.That(network.call(randn(3, channels, height, width)).shape, Is.EqualTo(new long[] { 3, 7 }));
    }

    [Test]
    public void The_auxiliary_head_answers_while_training_only()
    {
        using var scope = NewDisposeScope();
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, Small with { AuxiliaryHead = true }, new(3, 32, 32), 10);
        var images = randn(2, 3, 32, 32);

        Assert.That(network.ForwardWithAuxiliary(images).Auxiliary!.shape, Is.EqualTo(new long[] { 2, 10 }));
        network.eval();
        Assert.That(network.ForwardWithAuxiliary(images).Auxiliary, Is.Null);
    }

    [Test]
    public void The_stem_for_ImageNet_divides_the_size_by_eight()
    {
        using var scope = NewDisposeScope();
        var options = Small with { Stem = NetworkStem.EighthSize, AuxiliaryHead = true };
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, options, new(3, 224, 224), 10);

        var (logits, auxiliary) = network.ForwardWithAuxiliary(randn(2, 3, 224, 224));

        Assert.That(logits.shape, Is.EqualTo(new long[] { 2, 10 }));
        Assert.That(auxiliary!.shape, Is.EqualTo(new long[] { 2, 10 }));
    }

    [Test]
    public void Every_operation_that_genotypes_name_can_be_built()
    {
        using var scope = NewDisposeScope();
        foreach (var (name, genotype) in PublishedGenotypes.All)
        {
            using var network = GraphNetwork.OfCells(genotype, Small, new(1, 8, 8), 10);
            Assert.That(network.call(randn(2, 1, 8, 8)).shape, Is.EqualTo(new long[] { 2, 10 }), name);
        }
    }

    [Test]
    public void A_forward_pass_leaves_nothing_but_its_result([Values] bool training)
    {
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, Small, new(1, 8, 8), 10);
        network.DropPathProbability = 0.2;
        network.train(training);
        using var images = randn(4, 1, 8, 8);
        using var scope = NewDisposeScope();

        network.call(images);

        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
    }

    [Test]
    public void Paths_are_dropped_while_training_only()
    {
        using var scope = NewDisposeScope();
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, Small, new(1, 8, 8), 10);
        network.DropPathProbability = 0.5;
        var images = randn(4, 1, 8, 8);

        Assert.That(network.call(images).allclose(network.call(images)), Is.False);
        network.eval();
        Assert.That(network.call(images).allclose(network.call(images)));
    }

    [Test]
    public void A_probability_of_one_is_refused()
    {
        using var network = GraphNetwork.OfCells(PublishedGenotypes.DartsV2, Small, new(1, 8, 8), 10);

        Assert.That(() => network.DropPathProbability = 1, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => network.DropPathProbability = double.NaN, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Cells_of_NAO_make_networks_of_as_many_weights_as_their_layers(int seed)
    {
        using var scope = NewDisposeScope();
        var genotype = new NasNetCellSpace().Sample(new Random(seed));
        var options = Small with { Cells = 5 };
        using var network = GraphNetwork.OfCells(genotype, options, new(3, 8, 8), 10);

        Assert.That(network.ParameterCount, Is.EqualTo(CellNetworkGraph.Describe(genotype, options, new(3, 8, 8), 10).ParameterCount));
        Assert.That(network.call(randn(2, 3, 8, 8)).shape, Is.EqualTo(new long[] { 2, 10 }));
    }

    [Test]
    public void The_names_of_the_weights_are_those_of_the_reference()
    {
        using var network = GraphNetwork.OfCells(
            PublishedGenotypes.DartsV2, Small with { Cells = 5, AuxiliaryHead = true }, new(3, 32, 32), 10);

        var names = network.state_dict().Keys;

        Assert.That(
            new[]
            {
                "stem.0.weight", "stem.1.running_mean", "cells.0.preprocess0.op.1.weight", "cells.2.preprocess0.conv_1.weight",
                "cells.0._ops.0.op.1.weight", "cells.0._ops.0.op.7.bias", "cells.2.preprocess0.bn.num_batches_tracked",
                "auxiliary_head.features.2.weight", "auxiliary_head.classifier.bias", "classifier.weight",
            },
            Is.SubsetOf(names));
    }
}

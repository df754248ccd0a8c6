using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using TorchSharp.Modules;
using static Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.NetworkComparison;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel;

/// <summary>Final networks of cells on the kernels against TorchSharp's operations in float64.</summary>
public sealed class KernelCellNetworkTests
{
    [TestCase("DARTS_V2", 8, 3, 7, 16, 12, 0.0, 16, null)]
    [TestCase("DARTS_V1", 16, 5, 20, 8, 8, 0.3, 16, null)]
    [TestCase("DARTS_V1", 6, 3, 9, 8, 8, 0.2, 8, null)]
    [TestCase("NASNet", 4, 3, 3, 8, 8, 0.0, 4, null)]
    [TestCase("NASNet", 6, 5, 7, 8, 12, 0.2, 4, 0L, TestName = "What_is_not_kept_between_the_stages_of_convolutions_is_computed_again")]
    public void Logits_gradients_and_statistics_are_those_of_the_reference(
        string genotype, int channels, int layers, int images, int height, int width, double dropPath, int lanes, long? mostKept)
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(3, height, width);
        var size = new CellNetworkOptions { Channels = channels, Cells = layers, AuxiliaryHead = false };
        var (reference, network) = Pair(PublishedGenotypes.All[genotype], size, shape);
        using var fused = Compiled(network, threads: 2, lanes, mostKept);
        var (batch, labels) = (randn([images, 3, height, width]), randint(10, [images]));
        reference.DropPathProbability = network.DropPathProbability = dropPath;

        manual_seed(2);
        var expected = reference.call(batch.to(ScalarType.Float64));
        manual_seed(2);
        var actual = fused.Forward(batch).Logits;
        var expectedGradients = Gradients(reference, functional.cross_entropy(expected, labels), [.. reference.parameters()]);
        var gradients = Gradients(network, functional.cross_entropy(actual, labels), fused.Weights);

        TestContext.Out.WriteLine($"logits {Error(actual, expected):e1}, weights {Error(gradients, expectedGradients):e1}");
        Assert.Multiple(() =>
        {
            Assert.That(Error(actual, expected), Is.LessThan(1e-5));
            Assert.That(Error(gradients, expectedGradients), Is.LessThan(1e-4));
            foreach (var (own, other) in network.named_buffers().Zip(reference.named_buffers()))
            {
                Assert.That(Error(own.buffer.add(1), other.buffer.add(1)), Is.LessThan(1e-5), own.name);
            }
        });
    }

    [Test]
    public void The_auxiliary_heads_gradient_joins_that_of_later_cells()
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(3, 32, 32);
        var (reference, network) = Pair(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 6, AuxiliaryHead = true }, shape);
        using var fused = Compiled(network, threads: 1, widest: 8);
        var (batch, labels) = (randn([5, 3, 32, 32]), randint(10, [5]));

        var expected = reference.ForwardWithAuxiliary(batch.to(ScalarType.Float64));
        var actual = fused.Forward(batch);
        var expectedGradients = Gradients(reference, Loss(expected, labels), [.. reference.parameters()]);
        var gradients = Gradients(network, Loss(actual, labels), fused.Weights);

        Assert.That(Error(actual.Auxiliary!, expected.Auxiliary!), Is.LessThan(1e-5));
        Assert.That(Error(gradients, expectedGradients), Is.LessThan(1e-4));
    }

    /// <summary>Each thread that computes needs a working memory: there is one where the caller is alone.</summary>
    [Test]
    public void A_small_batch_is_scored_by_its_caller_alone()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var shape = new MapShape(1, 8, 8);
        var (_, network) = Pair(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3, AuxiliaryHead = false }, shape);
        network.eval();
        using var fused = Compiled(network, threads: 4, widest: 4);
        var images = randn([16, 1, 8, 8]);

        for (var run = 0; run < 50; run++)
        {
            fused.Forward(images);
        }

        Assert.That(fused.IdleEngines, Is.EqualTo(1));
    }

    [Test]
    public void Callers_at_once_have_a_working_memory_each_but_no_more_are_kept_than_there_are_processors()
    {
        var shape = new MapShape(1, 8, 8);
        var (_, network) = Pair(PublishedGenotypes.DartsV2, new() { Channels = 4, Cells = 3, AuxiliaryHead = false }, shape);
        network.eval();
        using var fused = Compiled(network, threads: 2);

        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 16 }, _ =>
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            fused.Forward(randn([1, 1, 8, 8]));
        });

        Assert.That(fused.IdleEngines, Is.InRange(1, Environment.ProcessorCount));
    }

    [Test]
    public void Batches_that_are_scored_in_parts_keep_their_order()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var shape = new MapShape(1, 8, 8);
        var (reference, network) = Pair(PublishedGenotypes.DartsV2, new() { Channels = 64, Cells = 3, AuxiliaryHead = false }, shape);
        reference.eval();
        network.eval();
        using var fused = Compiled(network, threads: 2, widest: 4);
        var batch = randn([203, 1, 8, 8]);

        var actual = fused.Forward(batch).Logits;

        Assert.That(Error(actual, reference.call(batch.to(ScalarType.Float64))), Is.LessThan(1e-5));
    }

    [TestCase("DARTS_V2", 4, 3, 37, 8, 8, 16)]
    [TestCase("DARTS_V2", 4, 3, 1, 8, 8, 16)]
    [TestCase("DARTS_V1", 6, 5, 3, 28, 28, 16)]
    [TestCase("NASNet", 5, 3, 2, 32, 36, 16)]
    [TestCase("GDAS_V1", 4, 3, 1, 12, 20, 8)]
    [TestCase("PNASNet", 7, 3, 1, 16, 68, 8)]
    [TestCase("DARTS_V2", 3, 3, 3, 20, 12, 4)]
    public void Evaluation_uses_the_running_statistics(
        string genotype,
        int channels,
        int layers,
        int images,
        int height,
        int width,
        int widest)
    {
        using var scope = NewDisposeScope();
        var size = new CellNetworkOptions { Channels = channels, Cells = layers, AuxiliaryHead = false };
        var (expected, actual) = Evaluate(PublishedGenotypes.All[genotype], size, images, new MapShape(1, height, width), widest);

        Assert.That(Error(actual, expected), Is.LessThan(1e-5));
    }

    [TestCase(1)]
    [TestCase(20)]
    public void Evaluation_reads_both_maps_of_a_stem_that_has_two(int images)
    {
        using var scope = NewDisposeScope();
        var size = new CellNetworkOptions { Channels = 6, Cells = 3, AuxiliaryHead = false, Stem = NetworkStem.EighthSize };
        var (expected, actual) = Evaluate(PublishedGenotypes.DartsV2, size, images, new MapShape(1, 64, 96), widest: 8);

        Assert.That(Error(actual, expected), Is.LessThan(1e-5));
    }

    [Test]
    public void An_image_is_classified_the_same_in_any_batch()
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(1, 8, 8);
        using var network = GraphNetwork.OfCells(
            PublishedGenotypes.DartsV2,
            new() { Channels = 4, Cells = 3, AuxiliaryHead = false },
            shape,
            10);
        network.eval();
        using var fused = Compiled(network, threads: 1);
        using var noGradient = no_grad();
        var batch = randn([40, 1, 8, 8]);

        var together = fused.Forward(batch).Logits.narrow(0, 39, 1);
        var alone = fused.Forward(batch.narrow(0, 39, 1)).Logits;

        Assert.That(Error(alone, together), Is.LessThan(1e-6));
    }

    private static (Tensor Expected, Tensor Actual) Evaluate(
        Genotype genotype,
        CellNetworkOptions size,
        int images,
        MapShape shape,
        int widest)
    {
        using var noGradient = no_grad();
        var (reference, network) = Pair(genotype, size, shape);
        reference.call(randn([8, shape.Channels, shape.Height, shape.Width], ScalarType.Float64));
        Copy(reference, network);
        reference.eval();
        network.eval();
        using var fused = Compiled(network, threads: 2, widest);
        var batch = randn([images, shape.Channels, shape.Height, shape.Width]);
        return (reference.call(batch.to(ScalarType.Float64)), fused.Forward(batch).Logits);
    }

    private static (GraphNetwork Reference, GraphNetwork Network) Pair(Genotype genotype, CellNetworkOptions options, MapShape shape)
    {
        manual_seed(1);
        var reference = GraphNetwork.OfCells(genotype, options, shape, 10).to(ScalarType.Float64);
        var network = GraphNetwork.OfCells(genotype, options, shape, 10);
        Copy(reference, network);
        return (reference, network);
    }

    private static Tensor Loss((Tensor Logits, Tensor? Auxiliary) outputs, Tensor labels) =>
        functional.cross_entropy(outputs.Logits, labels) + (0.4 * functional.cross_entropy(outputs.Auxiliary!, labels));

    private static KernelGraphNetwork Compiled(GraphNetwork network, int threads, int? widest = null, long? mostKept = null)
    {
        var readers = new GraphReaders(network.Graph);
        return new KernelGraphNetwork(network, new GraphPartition(readers, new LayerPatterns(readers)), threads, widest, mostKept);
    }

    // By a step so large that the weights before it are lost in it: the kernels' weights lie together, in an order of their own.
    private static Tensor Gradients(GraphNetwork network, Tensor loss, IReadOnlyList<Parameter> weights)
    {
        const double Step = 1e6;
        var gradients = autograd.grad([loss], [.. weights]);
        using var noGradient = no_grad();
        foreach (var (weight, gradient) in weights.Zip(gradients))
        {
            weight.sub_(gradient * Step);
        }

        return cat([.. network.named_parameters().Select(named => named.parameter.reshape(-1))]);
    }
}

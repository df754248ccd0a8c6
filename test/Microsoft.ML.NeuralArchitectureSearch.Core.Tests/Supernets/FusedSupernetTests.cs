using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>The kernels against the supernet of TorchSharp's operations in float64.</summary>
public sealed class FusedSupernetTests
{
    private const double Bound = 1e-5;
    private static readonly DartsCellSpace Space = new();

    /// <summary>Channels, layers, images, height, width, threads, lanes: small versions of the usual sizes, and odd ones.</summary>
    private static readonly int[][] Sizes =
    [
        [16, 3, 4, 16, 16, 2, 16],
        [16, 4, 20, 8, 8, 2, 16],
        [8, 5, 6, 16, 16, 1, 8],
        [8, 3, 16, 8, 8, 2, 16],
        [4, 3, 33, 8, 8, 1, 16],
        [4, 3, 9, 8, 8, 2, 8],
        [4, 3, 5, 8, 8, 1, 4],
        [6, 3, 7, 12, 20, 2, 16],
        [2, 3, 5, 4, 8, 1, 16],
        [10, 3, 3, 28, 12, 1, 8],
    ];

    [TestCaseSource(nameof(Sizes))]
    public void Logits_and_gradients_are_those_of_the_reference(
        int channels, int layers, int images, int height, int width, int threads, int lanes)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var pair = new SupernetPair(Space, new(channels, layers), new MapShape(3, height, width), images, threads, lanes);

        var own = pair.OfKernels();
        var exact = pair.Exact();

        TestContext.Out.WriteLine(string.Join(", ", own.Zip(exact, (mine, other) => $"{SupernetPair.Error(mine, other):e1}")));
        Assert.Multiple(() =>
        {
            foreach (var (name, mine, other) in pair.Statistics)
            {
                Assert.That(SupernetPair.Error(mine.add(1), other.add(1)), Is.LessThan(1e-5), name);
            }

            Assert.That(SupernetPair.Error(own[0], exact[0]), Is.LessThan(1e-5), "logits");
            Assert.That(pair.ErrorNearby(own, Bound), Is.LessThan(Bound), "gradients");
        });
    }

    [Test]
    public void The_number_of_threads_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var (batch, labels, choice) = (randn([37, 1, 8, 8]), randint(10, [37]), randn([Space.EdgeCount, 8]));

        var one = Differentiate(threads: 1);
        var three = Differentiate(threads: 3);

        Assert.That(three.Select(Values), Is.EqualTo(one.Select(Values)));

        Tensor[] Differentiate(int threads)
        {
            manual_seed(1);
            var shape = new MapShape(1, 8, 8);
            using var fused = new FusedSupernet(new Supernet(Space, new(4, 3), shape, 10), shape, threads, widest: 8);
            return SupernetPair.Differentiate(fused, fused.Weights, batch, labels, (choice, choice), ScalarType.Float32);
        }
    }

    [Test]
    public void The_supernets_parameters_keep_their_names_and_lie_in_the_weights_memory()
    {
        var shape = new MapShape(1, 8, 8);
        var supernet = new Supernet(Space, new(4, 3), shape, 10);
        var names = supernet.state_dict().Keys.ToArray();
        using var fused = new FusedSupernet(supernet, shape, threads: 1);

        using (no_grad())
        {
            foreach (var weight in fused.Weights)
            {
                weight.fill_(0.5);
            }
        }

        Assert.That(supernet.state_dict().Keys, Is.EqualTo(names));
        Assert.That(supernet.parameters().SelectMany(Values), Is.All.EqualTo(0.5f));
        Assert.That(fused.Weights.Sum(weight => weight.numel()), Is.EqualTo(supernet.ParameterCount));
    }

    [Test]
    public void Gradients_of_the_choice_alone_are_the_same()
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(1, 8, 8);
        using var fused = new FusedSupernet(new Supernet(Space, new(4, 3), shape, 10), shape, threads: 1);
        var (batch, labels, choice) = (randn([8, 1, 8, 8]), randint(10, [8]), randn([Space.EdgeCount, 8]));
        var all = SupernetPair.Differentiate(fused, fused.Weights, batch, labels, (choice, choice), ScalarType.Float32);
        foreach (var weight in fused.Weights)
        {
            weight.requires_grad_(false);
        }

        var alone = SupernetPair.Differentiate(fused, [], batch, labels, (choice, choice), ScalarType.Float32);

        Assert.That(alone.Select(Values), Is.EqualTo(all.Take(3).Select(Values)));
    }

    [TestCase("max_pool_3x3", "skip_connect")]
    [TestCase("none", "dil_conv_5x5", "sep_conv_7x7")]
    [TestCase("avg_pool_3x3")]
    public void Any_operations_and_any_number_of_nodes_will_do(params string[] operations)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var space = new DartsCellSpace { Nodes = 2, Operations = [.. operations] };
        using var pair = new SupernetPair(space, new(4, 3), new MapShape(2, 8, 12), images: 6);

        Assert.That(pair.ErrorNearby(pair.OfKernels(), Bound), Is.LessThan(Bound));
    }

    [Test]
    public void Operations_without_kernels_and_other_types_stay_with_TorchSharp(
        [Values("conv_7x1_1x7", "max_pool_5x5", "avg_pool_5x5", "max_pool_2x2")] string operation)
    {
        var shape = new MapShape(1, 8, 8);
        var space = new DartsCellSpace { Operations = [operation, "skip_connect"] };
        using var other = new Supernet(space, new(4, 3), shape, 10);
        using var exact = new Supernet(Space, new(4, 3), shape, 10).to(ScalarType.Float64);

        Assert.That(FusedSupernet.TryFuse(other, shape, threads: 1), Is.Null);
        Assert.That(FusedSupernet.TryFuse(exact, shape, threads: 1), Is.Null);
    }

    private static float[] Values(Tensor tensor)
    {
        using var values = tensor.data<float>();
        return values.ToArray();
    }
}

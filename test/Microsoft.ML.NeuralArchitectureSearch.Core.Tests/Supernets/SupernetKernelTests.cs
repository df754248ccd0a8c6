using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

/// <summary>The kernels against the supernet of TorchSharp's operations in float64.</summary>
public sealed class SupernetKernelTests
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
        using var pair = new SupernetPair(Space, channels, layers, new MapShape(3, height, width), images, threads, lanes);

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
            using var supernet = Create();
            supernet.UseKernels(threads, widest: 8);
            return SupernetPair.Differentiate(supernet, supernet.Weights, batch, labels, (choice, choice), ScalarType.Float32);
        }
    }

    [Test]
    public void The_supernets_parameters_keep_their_names_and_lie_in_the_weights_memory()
    {
        using var supernet = Create();
        var (names, count) = (supernet.state_dict().Keys.ToArray(), supernet.Weights.Sum(weight => weight.numel()));

        supernet.UseKernels(threads: 1);
        using (no_grad())
        {
            foreach (var weight in supernet.Weights)
            {
                weight.fill_(0.5);
            }
        }

        Assert.That(supernet.state_dict().Keys, Is.EqualTo(names));
        Assert.That(supernet.parameters().SelectMany(Values), Is.All.EqualTo(0.5f));
        Assert.That(supernet.Weights.Sum(weight => weight.numel()), Is.EqualTo(count));
    }

    [Test]
    public void Gradients_of_the_choice_alone_are_the_same()
    {
        using var scope = NewDisposeScope();
        using var supernet = Create();
        supernet.UseKernels(threads: 1);
        var (batch, labels, choice) = (randn([8, 1, 8, 8]), randint(10, [8]), randn([Space.EdgeCount, 8]));
        var all = SupernetPair.Differentiate(supernet, supernet.Weights, batch, labels, (choice, choice), ScalarType.Float32);
        foreach (var weight in supernet.Weights)
        {
            weight.requires_grad_(false);
        }

        var alone = SupernetPair.Differentiate(supernet, [], batch, labels, (choice, choice), ScalarType.Float32);

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
        using var pair = new SupernetPair(space, 4, 3, new MapShape(2, 8, 12), images: 6);

        Assert.That(pair.ErrorNearby(pair.OfKernels(), Bound), Is.LessThan(Bound));
    }

    [TestCase("conv_7x1_1x7", "skip_connect")]
    [TestCase("max_pool_5x5", "avg_pool_5x5")]
    [TestCase("max_pool_2x2", "dw_conv_3x3")]
    public void Operations_of_other_spaces_run_on_the_kernels_as_well(params string[] operations) =>
        Any_operations_and_any_number_of_nodes_will_do(operations);

    [Test]
    public void Logits_of_evaluation_are_those_of_the_reference([Values(1, 2, 19)] int images)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var pair = new SupernetPair(Space, 4, 3, new MapShape(3, 16, 16), images, threads: 2);

        var (own, exact) = pair.Evaluate();

        Assert.That(SupernetPair.Error(own, exact), Is.LessThan(Bound));
    }

    [Test]
    public void Other_types_and_no_threads_leave_it_to_TorchSharp()
    {
        using var exact = Create().to(ScalarType.Float64);
        using var alone = Create();

        exact.UseKernels(threads: 1);
        alone.UseKernels(threads: 0);

        Assert.That(exact.KernelShare, Is.Zero);
        Assert.That(alone.KernelShare, Is.Zero);
    }

    private static GraphSupernet Create() =>
        new(Space.DescribeSupernet(new NetworkSize(new MapShape(1, 8, 8), 10) { Channels = 4, Cells = 3 }));

    private static float[] Values(Tensor tensor)
    {
        using var values = tensor.data<float>();
        return values.ToArray();
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using NUnit.Framework;
using static Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.NetworkComparison;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel;

/// <summary>The kernels against the same graph computed by TorchSharp's operations in float64.</summary>
public sealed class KernelGraphNetworkTests
{
    private static readonly (string Name, Func<MapShape, INetworkSpace> Space)[] Spaces =
    [
        ("DARTS", _ => new DartsCellSpace()),
        ("NASNet", _ => new NasNetCellSpace()),
        ("NAS-Bench-201", _ => new DagCellSpace()),
        ("chains", shape => new ChainSpace(shape)),
        ("hierarchical cells", _ => new HierarchicalSpace()),
        ("NAS-Bench-Macro", _ => MacroSpaces.NasBenchMacro),
        ("ProxylessNAS", _ => MacroSpaces.ProxylessNas),
        ("FBNet", _ => MacroSpaces.FBNet),
    ];

    public static IEnumerable<TestCaseData> Members =>
        from space in Spaces
        from seed in new[] { 1 }
        from shape in new[] { new MapShape(3, 32, 32), new MapShape(1, 36, 40) }
        select new TestCaseData(space.Space(shape), seed, shape).SetArgDisplayNames(space.Name, $"{seed}", $"{shape}");

    [TestCaseSource(nameof(Members))]
    public void A_step_of_training_and_predictions_are_those_of_the_reference(INetworkSpace space, int seed, MapShape shape)
    {
        using var scope = NewDisposeScope();
        var size = new NetworkSize(shape, 4) { Channels = 4, Cells = space is HierarchicalSpace ? 1 : 3 };
        var graph = space.Describe(((ISearchSpace)space).Sample(new Random(seed)), size);
        var (reference, network, single) = (Reference(graph), new GraphNetwork(graph), new GraphNetwork(graph));
        Copy(reference, network);
        Copy(reference, single);
        using var kernels = (KernelGraphNetwork)KernelEngine.TryCompile(network, threads: 2)!;
        manual_seed(seed);
        var (batch, labels) = (randn([7, shape.Channels, shape.Height, shape.Width]), randint(4, [7]));

        var expected = reference.call(batch.to(ScalarType.Float64));
        var (actual, other) = (kernels.Forward(batch).Logits, single.call(batch));
        Step(functional.cross_entropy(expected, labels), [.. reference.parameters()]);
        Step(functional.cross_entropy(actual, labels), kernels.Weights);
        Step(functional.cross_entropy(other, labels), [.. single.parameters()]);

        TestContext.Out.WriteLine(
            $"{graph.Nodes.Length} layers, {kernels.KernelShare:p0} on kernels, {Error(actual, expected):e1}, torch "
            + $"{Error(other, expected):e1}");
        Assert.Multiple(() =>
        {
            Assert.That(kernels.KernelShare, Is.GreaterThan(0.5));
            AssertAsExact(actual, other, expected, "logits");
            AssertAsExact(State(network), State(single), State(reference), "weights and statistics");
        });
        AssertEqualPredictions(reference, kernels, network, single, batch);
    }

    [Test]
    public void Any_stride_and_window_is_computed_as_torch_does([Values(1, 2, 3, 4)] int stride, [Values(1, 3, 5)] int kernel)
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(3, 13, 17);
        var graph = new GraphBuilder(shape);
        var convolved = graph.Add("conv", new ConvolutionLayer(3, 6, kernel) { Stride = stride }, GraphBuilder.Input);
        var pooled = graph.Add("pool", new MaxPoolingLayer(3, stride), graph.Add("norm", new BatchNormalizationLayer(6), convolved));
        var grouped = graph.Add("grouped", new ConvolutionLayer(6, 4, 3) { Groups = 2, StrideHeight = stride }, pooled);
        graph.Add("classifier", new LinearLayer(4, 4), graph.Add("mean", new GlobalAveragePoolingLayer(), grouped));
        var network = new GraphNetwork(graph.Build());
        using var kernels = KernelEngine.TryCompile(network, threads: 1)!;
        network.eval();
        using var noGradient = no_grad();
        foreach (var count in new[] { 1, 2, 20 })
        {
            var batch = randn([count, 3, 13, 17]);
            Assert.That(Error(kernels.Forward(batch).Logits, network.call(batch)), Is.LessThan(1e-5), $"{count} images");
        }
    }

    [Test]
    public void Shuffled_channels_hard_swish_and_squeeze_and_excitation_are_computed_as_torch_does()
    {
        using var scope = NewDisposeScope();
        var graph = new GraphBuilder(new MapShape(3, 9, 11));
        var wide = graph.Add(
            "norm",
            new BatchNormalizationLayer(12),
            graph.Add("conv", new ConvolutionLayer(3, 12, 3), GraphBuilder.Input));
        var shuffled = graph.Add("shuffle", new ChannelShuffleLayer(3), graph.Add("relu", new ReluLayer(), wide));
        var grouped = graph.Add("grouped", new ConvolutionLayer(12, 12, 1) { Groups = 3 }, shuffled);
        var swish = graph.Add("swish", new HardSwishLayer(), graph.Add("scaled", new BatchNormalizationLayer(12), grouped));
        var reduced = graph.Add(
            "reduce",
            new ConvolutionLayer(12, 4, 1) { HasBias = true },
            graph.Add("squeeze", new GlobalAveragePoolingLayer(), swish));
        var expanded = graph.Add(
            "expand",
            new ConvolutionLayer(4, 12, 1) { HasBias = true },
            graph.Add("reduced", new ReluLayer(), reduced));
        var excited = graph.Add("excite", new ChannelProductLayer(), swish, graph.Add("gate", new HardSigmoidLayer(), expanded));
        var again = graph.Add("swish2", new HardSwishLayer(), graph.Add("last", new ConvolutionLayer(12, 8, 3), excited));
        var mean = graph.Add("mean", new GlobalAveragePoolingLayer(), graph.Add("shuffle2", new ChannelShuffleLayer(2), again));
        graph.Add("classifier", new LinearLayer(8, 4), mean);
        var built = graph.Build();
        var (reference, network, single) = (Reference(built), new GraphNetwork(built), new GraphNetwork(built));
        Copy(reference, network);
        Copy(reference, single);
        using var kernels = (KernelGraphNetwork)KernelEngine.TryCompile(network, threads: 1)!;
        var (batch, labels) = (randn([7, 3, 9, 11]), randint(4, [7]));

        var (expected, actual) = (reference.call(batch.to(ScalarType.Float64)), kernels.Forward(batch).Logits);
        Step(functional.cross_entropy(expected, labels), [.. reference.parameters()]);
        Step(functional.cross_entropy(actual, labels), kernels.Weights);

        Assert.That(Error(actual, expected), Is.LessThan(1e-5));
        Assert.That(Error(State(network), State(reference)), Is.LessThan(1e-5));
        AssertEqualPredictions(reference, kernels, network, single, batch);
    }

    [Test]
    public void Weights_of_a_store_get_their_gradients_where_they_are()
    {
        using var scope = NewDisposeScope();
        var shape = new MapShape(3, 16, 16);
        var graph = new DagCellSpace().Describe(new DagCellSpace().Sample(new Random(1)), new NetworkSize(shape, 4) { Channels = 4 });
        using var store = new WeightStore();
        using var network = new GraphNetwork(graph, store);
        using var kernels = KernelEngine.TryCompile(network, threads: 1)!;
        var (batch, labels) = (randn([6, 3, 16, 16]), randint(4, [6]));
        TorchSharp.Modules.Parameter[] weights = [.. store.Parameters];

        var expected = autograd.grad([functional.cross_entropy(network.call(batch), labels)], weights);
        var actual = autograd.grad([functional.cross_entropy(kernels.Forward(batch).Logits, labels)], weights);

        Assert.That(Error(Flat(actual), Flat(expected)), Is.LessThan(1e-4));
    }

    private static void AssertEqualPredictions(
        GraphNetwork reference, KernelGraphNetwork kernels, GraphNetwork network, GraphNetwork single, Tensor batch)
    {
        using var noGradient = no_grad();
        Copy(reference, network);
        Copy(reference, single);
        reference.eval();
        network.eval();
        single.eval();
        foreach (var count in new[] { 1, 3, 7 })
        {
            var some = batch.narrow(0, 0, count);
            AssertAsExact(
                kernels.Forward(some).Logits,
                single.call(some),
                reference.call(some.to(ScalarType.Float64)),
                $"{count} images");
        }
    }
}

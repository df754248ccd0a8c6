using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class WeightStoreTests
{
    [Test]
    public void Networks_share_the_weights_of_equal_places()
    {
        using var store = new WeightStore();
        using var one = Network(store, ToyNetworkSpace.Convolution);
        using var other = Network(store, ToyNetworkSpace.Identity);

        using (no_grad())
        {
            one.get_parameter("stem.conv.weight")!.fill_(3);
        }

        Assert.That(other.get_parameter("stem.conv.weight")!.sum().item<float>(), Is.EqualTo(3f * 8 * 9));
        Assert.That(store.Parameters.Sum(weight => weight.numel()), Is.EqualTo(one.ParameterCount));
    }

    [Test]
    public void Networks_share_the_statistics_of_batch_normalization()
    {
        using var scope = NewDisposeScope();
        using var store = new WeightStore();
        using var one = Network(store, ToyNetworkSpace.Convolution);
        using var other = Network(store, ToyNetworkSpace.Identity);

        one.call(randn(4, 1, 8, 8));

        Assert.That(other.get_buffer("stem.norm.running_mean")!.abs().sum().item<float>(), Is.GreaterThan(0));
    }

    [Test]
    public void Weights_outlive_the_networks_that_use_them()
    {
        using var scope = NewDisposeScope();
        using var store = new WeightStore();
        var images = randn(2, 1, 8, 8);
        Tensor before;
        using (var one = Network(store, ToyNetworkSpace.Convolution))
        {
            one.eval();
            before = one.call(images);
        }

        using var again = Network(store, ToyNetworkSpace.Convolution);
        again.eval();

        Assert.That(again.call(images).allclose(before, rtol: 0, atol: 0));
    }

    [Test]
    public void One_key_with_weights_of_another_shape_is_another_place()
    {
        using var store = new WeightStore();
        using var narrow = Single(store, new ConvolutionLayer(1, 4, 3));
        using var wide = Single(store, new ConvolutionLayer(1, 4, 5));
        using var strided = Single(store, new ConvolutionLayer(1, 4, 3) { Stride = 2 });

        Assert.That(store.Count, Is.EqualTo(2));
        Assert.That(strided.get_parameter("layer.weight"), Is.SameAs(narrow.get_parameter("layer.weight")!));
    }

    private static GraphNetwork Network(WeightStore store, Architecture architecture) =>
        new(new ToyNetworkSpace().Describe(architecture, new NetworkSize(new(1, 8, 8), 4)), store);

    private static GraphNetwork Single(WeightStore store, Layer layer)
    {
        var builder = new GraphBuilder(new(1, 8, 8));
        builder.Add("layer", layer, GraphBuilder.Input);
        return new(builder.Build(), store);
    }
}

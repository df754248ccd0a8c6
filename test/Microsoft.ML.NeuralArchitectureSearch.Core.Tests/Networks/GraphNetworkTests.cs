using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class GraphNetworkTests
{
    private static readonly MapShape Shape = new(2, 8, 8);

    [Test]
    public void Every_kind_of_layer_computes_feature_maps_of_the_size_that_it_states([Values] bool training)
    {
        using var scope = NewDisposeScope();
        var graph = EveryLayer();
        using var network = new GraphNetwork(graph);
        network.train(training);
        var wrong = new List<string>();
        network.Observer = (node, output) =>
        {
            var expected = new MapShape(
                (int)output.shape[1],
                output.dim() == 4 ? (int)output.shape[2] : 1,
                output.dim() == 4 ? (int)output.shape[3] : 1);
            if (node.Output != expected)
            {
                wrong.Add($"{node.Key}: {node.Output} is {expected}");
            }
        };

        var logits = network.call(randn(3, 2, 8, 8));

        Assert.That(wrong, Is.Empty);
        Assert.That(logits.shape, Is.EqualTo(new long[] { 3, 5 }));
    }

    [Test]
    public void It_has_as_many_parameters_as_the_graph_counts()
    {
        using var network = new GraphNetwork(EveryLayer());

        Assert.That(network.ParameterCount, Is.EqualTo(network.Graph.ParameterCount));
    }

    [Test]
    public void Layers_compute_what_they_are_named_after()
    {
        using var scope = NewDisposeScope();
        var images = tensor([1f, -2f, 3f, 8f, 5f, -6f, 7f, 0f, 9f]).reshape(1, 1, 3, 3);

        Assert.That(Values(new ReluLayer(6), images), Is.EqualTo(new[] { 1f, 0, 3, 6, 5, 0, 6, 0, 6 }));
        Assert.That(Values(new MaxPoolingLayer(3, 2), images), Is.EqualTo(new[] { 8f, 5, 8, 9 }));
        Assert.That(Values(new AveragePoolingLayer(3, 2), images), Is.EqualTo(new[] { 3f, 0, 5, 2 }));
        Assert.That(Values(new MaxPoolingLayer(2), images), Is.EqualTo(new[] { 8f, 5, 3, 8, 9, 9, 7, 9, 9 }));
        Assert.That(Values(new MaxPoolingLayer(4, 2), images), Is.EqualTo(new[] { 9f, 9, 9, 9 }));
        Assert.That(Values(new AveragePoolingLayer(2, 2), images), Is.EqualTo(new[] { 3f, -1.5f, 3.5f, 9 }));
        Assert.That(
            Values(new ChannelShuffleLayer(3), arange(6, dtype: ScalarType.Float32).reshape(1, 6, 1, 1)),
            Is.EqualTo(new[] { 0f, 2, 4, 1, 3, 5 }));
        Assert.That(Values(new HardSigmoidLayer(), images), Is.EqualTo(new[] { 4f / 6, 1f / 6, 1, 1, 1, 0, 1, 0.5f, 1 }).Within(1e-6));
        Assert.That(Values(new HardSwishLayer(), images), Is.EqualTo(new[] { 4f / 6, -2f / 6, 3, 8, 5, 0, 7, 0, 9 }).Within(1e-6));
        Assert.That(Values(new ShiftLayer(), images), Is.EqualTo(new[] { 5f, -6, 0, 9 }));
        Assert.That(Values(new ZeroLayer(2), images), Is.EqualTo(new[] { 0f, 0, 0, 0 }));
        Assert.That(Values(new GlobalAveragePoolingLayer(), images)[0], Is.EqualTo(25f / 9).Within(1e-6));
        Assert.That(Values(new AdditionLayer(), images, 0, 0), Is.EqualTo(new[] { 2f, -4, 6, 16, 10, -12, 14, 0, 18 }));
    }

    [Test]
    public void The_state_dict_goes_by_the_keys_of_the_nodes()
    {
        using var network = new GraphNetwork(Toy(ToyNetworkSpace.Convolution));

        Assert.That(
            network.state_dict().Keys.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)),
            Is.EquivalentTo(new[]
            {
                "stem.conv.weight", "stem.norm.weight", "stem.norm.bias", "stem.norm.running_mean", "stem.norm.running_var",
                "cells.0.conv.weight",
                "cells.0.norm.weight", "cells.0.norm.bias", "cells.0.norm.running_mean", "cells.0.norm.running_var", "classifier.weight",
                "classifier.bias",
            }));
    }

    [Test]
    public void Saved_weights_are_loaded_again()
    {
        using var scope = NewDisposeScope();
        using var saved = new GraphNetwork(EveryLayer());
        using var loaded = new GraphNetwork(EveryLayer());
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var images = randn(3, 2, 8, 8);

        saved.save(writer);
        stream.Position = 0;
        loaded.load(new BinaryReader(stream));
        saved.eval();
        loaded.eval();

        Assert.That(loaded.call(images).allclose(saved.call(images), rtol: 0, atol: 0));
    }

    [Test]
    public void A_forward_pass_leaves_nothing_but_its_result([Values] bool training)
    {
        using var network = new GraphNetwork(EveryLayer());
        network.train(training);
        using var images = randn(4, 2, 8, 8);
        using var scope = NewDisposeScope();

        network.call(images);

        Assert.That(scope.DisposablesCount, Is.EqualTo(1));
        Assert.That(images.IsInvalid, Is.False);
    }

    [Test]
    public void What_nobody_reads_any_more_is_disposed_while_the_rest_is_computed()
    {
        using var scope = NewDisposeScope();
        using var network = new GraphNetwork(Toy(ToyNetworkSpace.Convolution));
        var seen = new List<Tensor>();
        var alive = new List<int>();
        network.Observer = (_, output) =>
        {
            seen.Add(output);
            alive.Add(seen.Count(tensor => !tensor.IsInvalid));
        };
        using var noGradient = no_grad();

        network.call(randn(2, 2, 8, 8));

        Assert.That(alive.Max(), Is.EqualTo(2));
    }

    [Test]
    public void The_training_of_final_networks_trains_it_too()
    {
        using var data = BarImages.Create();
        using var network = new GraphNetwork(
            new ToyNetworkSpace().Describe(ToyNetworkSpace.Convolution, new(data.Shape, BarImages.ClassCount)));

        var options = new TrainingOptions { Epochs = 40, BatchSize = 16, LearningRate = 0.1, Augmentation = ImageAugmentation.None };
        var result = NetworkTrainer.Train(network, data, options, new TrainingContext { Seed = 1 });

        Assert.That(result.History[^1].TrainingAccuracy, Is.GreaterThan(0.8));
        Assert.That(network.training, Is.False);
    }

    [Test]
    public void A_child_inherits_what_agrees_in_name_and_shape()
    {
        using var scope = NewDisposeScope();
        using var parent = new GraphNetwork(Toy(ToyNetworkSpace.Identity));
        using var child = new GraphNetwork(Toy(ToyNetworkSpace.Convolution));
        var own = child.get_parameter("cells.0.conv.weight")!.clone();

        var copied = child.Inherit(parent.state_dict());

        Assert.That(copied, Is.EqualTo(parent.state_dict().Count));
        Assert.That(child.get_parameter("stem.conv.weight")!.allclose(parent.get_parameter("stem.conv.weight")!, rtol: 0, atol: 0));
        Assert.That(child.get_parameter("cells.0.conv.weight")!.allclose(own, rtol: 0, atol: 0));
    }

    private static NetworkGraph Toy(Architecture architecture) => new ToyNetworkSpace().Describe(architecture, new NetworkSize(Shape, 5));

    private static float[] Values(Layer layer, Tensor images, params int[] inputs)
    {
        var builder = new GraphBuilder(new MapShape((int)images.size(1), (int)images.size(2), (int)images.size(3)));
        builder.Add("layer", layer, inputs is [] ? [GraphBuilder.Input] : inputs);
        using var network = new GraphNetwork(builder.Build());
        return network.call(images).contiguous().data<float>().ToArray();
    }

    private static NetworkGraph EveryLayer()
    {
        var builder = new GraphBuilder(Shape);
        var node = builder.Add("conv", new ConvolutionLayer(2, 4, 3) { HasBias = true }, GraphBuilder.Input);
        var wide = builder.Add("wide", new ConvolutionLayer(4, 4, 1, 7), node);
        var dilated = builder.Add("dilated", new ConvolutionLayer(4, 4, 5) { Groups = 4, Dilation = 2, Stride = 2 }, node);
        var shifted = builder.Add("shifted", new ConvolutionLayer(4, 4, 1) { Stride = 2 }, builder.Add("shift", new ShiftLayer(), wide));
        var max = builder.Add("max", new MaxPoolingLayer(3, 2), node);
        var mean = builder.Add("mean", new AveragePoolingLayer(3, 2), wide);
        var none = builder.Add("none", new ZeroLayer(2), wide);
        var sum = builder.Add("sum", new AdditionLayer(), dilated, shifted, max, none);
        node = builder.Add("joined", new ConcatenationLayer(), sum, mean);
        node = builder.Add("norm", new BatchNormalizationLayer(8), node);
        node = builder.Add("fixed", new BatchNormalizationLayer(8, IsAffine: false), node);
        node = builder.Add("relu", new ReluLayer(6), node);
        builder.Add("unread", new ReluLayer(), node);
        node = builder.Add("pool", new GlobalAveragePoolingLayer(), node);
        builder.Add("classifier", new LinearLayer(8, 5), node);
        return builder.Build();
    }
}

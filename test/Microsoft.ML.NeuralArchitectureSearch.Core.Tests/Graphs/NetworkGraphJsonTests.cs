using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class NetworkGraphJsonTests
{
    [Test]
    public void A_network_of_layers_of_every_kind_stays_the_same_when_written_down_and_read_back()
    {
        var graph = EveryLayer();

        var read = NetworkGraph.FromJson(graph.ToJson());

        Assert.That(read, Is.EqualTo(graph));
        Assert.That((read.ParameterCount, read.MultiplyAdds), Is.EqualTo((graph.ParameterCount, graph.MultiplyAdds)));
        Assert.That(read.ToJson(), Is.EqualTo(graph.ToJson()));
        Assert.That(graph.ToJson(), Does.Not.Contain("\n"));
    }

    [Test]
    public void Every_kind_of_layer_has_a_name_of_its_own()
    {
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);
        var named = typeof(Layer).GetCustomAttributes<JsonDerivedTypeAttribute>().ToArray();

        Assert.That(named.Select(attribute => attribute.DerivedType), Is.EquivalentTo(kinds));
        Assert.That(named.Select(attribute => attribute.TypeDiscriminator), Is.Unique);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("[{\"key\":\"x\",\"layer\":{\"layer\":\"relu\"},\"inputs\":[]}]", TestName = "No input")]
    [TestCase("[{\"key\":\"input\",\"layer\":{\"layer\":\"unheard_of\"},\"inputs\":[]}]", TestName = "An unknown layer")]
    [TestCase(
        "[{\"key\":\"input\",\"layer\":{\"layer\":\"input\",\"shape\":{\"channels\":1,\"height\":8,\"width\":8}},\"inputs\":[]},{\"key\":\"x\",\"layer\":{\"layer\":\"relu\"},\"inputs\":[7]}]",
        TestName = "A layer that reads one that is not there")]
    public void A_text_that_is_no_network_is_refused(string json) =>
        Assert.That(() => NetworkGraph.FromJson(json), Throws.TypeOf<FormatException>());

    private static NetworkGraph EveryLayer()
    {
        var graph = new GraphBuilder(new MapShape(3, 9, 9));
        var stem = graph.Add(
            "stem",
            new ConvolutionLayer(3, 4, 3, 5) { StrideHeight = 2, StrideWidth = 2, HasBias = true },
            GraphBuilder.Input);
        var norm = graph.Add("norm", new BatchNormalizationLayer(4, IsAffine: false), stem);
        var gate = graph.Add("gate", new HardSigmoidLayer(), graph.Add("means", new GlobalAveragePoolingLayer(), norm));
        var excited = graph.Add("excited", new ChannelProductLayer(), graph.Add("swish", new HardSwishLayer(), norm), gate);
        var relu = graph.Add("relu", new ReluLayer(6), excited);
        var dilated = graph.Add("dilated", new ConvolutionLayer(4, 4, 3) { Dilation = 2, Groups = 4 }, relu);
        var sum = graph.Add("sum", new AdditionLayer(), dilated, relu, graph.Add("zero", new ZeroLayer(), relu));
        var both = graph.Add(
            "both", new ConcatenationLayer(), graph.Add("max", new MaxPoolingLayer(3), sum), graph.Add(
                "average",
                new AveragePoolingLayer(3),
                sum));
        var shuffled = graph.Add("shuffle", new ChannelShuffleLayer(2), both);
        var pooled = graph.Add("pool", new GlobalAveragePoolingLayer(), graph.Add("shift", new ShiftLayer(), shuffled));
        graph.Add("classifier", new LinearLayer(8, 10), pooled);
        return graph.Build();
    }
}

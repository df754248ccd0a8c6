using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Graphs;

public sealed class OperationBlocksTests
{
    private static readonly string[] Names = [.. OperationBlocks.All.Select(operation => operation.Name)];

    [Test]
    public void Every_operation_keeps_the_channels_and_divides_the_size_by_the_stride(
        [ValueSource(nameof(Names))] string name, [Values(1, 2)] int stride)
    {
        using var scope = NewDisposeScope();

        var output = Network(name, new(4, 8, 6), stride).call(randn(3, 4, 8, 6));

        Assert.That(output.shape, Is.EqualTo(new long[] { 3, 4, 8 / stride, 6 / stride }));
    }

    [Test]
    public void The_output_of_every_operation_is_a_tensor_of_its_own([ValueSource(nameof(Names))] string name, [Values(1, 2)] int stride)
    {
        using var scope = NewDisposeScope();
        var input = randn(3, 4, 8, 8);
        var before = input.clone();

        var output = Network(name, new(4, 8, 8), stride).call(input);
        Assert.That(output, Is.Not.SameAs(input));
        output.Dispose();

        Assert.That(input.IsInvalid, Is.False);
        Assert.That(input.allclose(before));
    }

    [Test]
    public void Every_operation_has_as_many_weights_as_in_the_reference()
    {
        using var document = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "genotypes.json")));
        var expected = document.RootElement.GetProperty("op_params_C36").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64());

        Assert.That(expected, Has.Count.EqualTo(4 * 10));
        foreach (var (key, count) in expected)
        {
            var parts = key.Split('|');
            var stride = int.Parse(parts[1]["stride".Length..], CultureInfo.InvariantCulture);
            var graph = Describe(parts[0], new(36, 8, 8), stride, isAffine: bool.Parse(parts[2]["affine".Length..]));
            Assert.That(graph.ParameterCount, Is.EqualTo(count), key);
            using var network = new GraphNetwork(graph);
            Assert.That(network.ParameterCount, Is.EqualTo(count), key);
        }
    }

    [Test]
    public void A_window_of_2x2_begins_at_its_pixel()
    {
        using var scope = NewDisposeScope();
        var input = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }).reshape(1, 1, 3, 3);
        var (largest, mean) = (Network(OperationNames
            .MaxPooling2x2, new(1, 3, 3), 1), Network(OperationNames.AveragePooling2x2, new(1, 3, 3), 1));

        Assert.That(largest.call(input).allclose(tensor(new float[] { 5, 6, 6, 8, 9, 9, 8, 9, 9 }).reshape(1, 1, 3, 3)));
        Assert.That(mean.call(input).allclose(tensor(new float[] { 3, 4, 4.5f, 6, 7, 7.5f, 7.5f, 8.5f, 9 }).reshape(1, 1, 3, 3)));
    }

    [Test]
    public void The_average_does_not_count_the_padding()
    {
        using var scope = NewDisposeScope();

        var output = Network(OperationNames.AveragePooling3x3, new(1, 4, 4), 1).call(ones(1, 1, 4, 4));

        Assert.That(output.allclose(ones(1, 1, 4, 4)));
    }

    [Test]
    public void None_gives_zeros_and_a_gradient_of_zero()
    {
        using var scope = NewDisposeScope();
        var input = ones([1, 1, 4, 4], requires_grad: true);

        var output = Network(OperationNames.None, new(1, 4, 4), 2).call(input);
        var gradient = autograd.grad([output.sum()], [input])[0];

        Assert.That(output.allclose(zeros(1, 1, 2, 2)));
        Assert.That(gradient.allclose(zeros(1, 1, 4, 4)));
    }

    [Test]
    public void An_unknown_name_is_refused_with_the_known_ones() =>
        Assert.That(
            () => OperationBlocks.Find("sep_conv_9x9"),
            Throws.ArgumentException.With.Message.Contains("sep_conv_9x9").And.Message.Contains("sep_conv_3x3"));

    private static GraphNetwork Network(string name, MapShape shape, int stride) => new(Describe(name, shape, stride, isAffine: true));

    private static NetworkGraph Describe(string name, MapShape shape, int stride, bool isAffine)
    {
        var graph = new GraphBuilder(shape);
        _ = isAffine
            ? graph.AddOperation(name, GraphBuilder.Input, stride)
            : graph.Standardized(() => graph.AddOperation(name, GraphBuilder.Input, stride));
        return graph.Build();
    }
}

using System.Text.Json;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Parity;

/// <summary>Layers over padded texts against PyTorch's own way with texts of several lengths, outputs and gradients in float64.</summary>
public sealed class MaskedLayersParityTests
{
    private const double Tolerance = 1e-9;

    private JsonDocument _oracle = null!;
    private Tensor _input = null!;
    private Tensor _mask = null!;

    [OneTimeSetUp]
    public void Read()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", "oracle_masked_layers.json");
        _oracle = JsonDocument.Parse(File.ReadAllText(path));
        var shape = Numbers(_oracle.RootElement.GetProperty("shape")).Select(size => (long)size).ToArray();
        var lengths = Numbers(_oracle.RootElement.GetProperty("lengths")).Select(length => (long)length).ToArray();
        using var scope = NewDisposeScope();
        _input = tensor(Numbers(_oracle.RootElement.GetProperty("input"))).view(shape[0], shape[1], 1, shape[2]).DetachFromDisposeScope();
        var positions = arange(shape[2]).view(1, 1, 1, -1);
        _mask = positions.lt(tensor(lengths).view(-1, 1, 1, 1)).to(ScalarType.Float64).DetachFromDisposeScope();
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _oracle.Dispose();
        _input.Dispose();
        _mask.Dispose();
    }

    [Test]
    public void Recurrent_units_read_padded_texts_as_packed_sequences()
    {
        var layer = new BidirectionalGruLayer((int)_input.size(1), HiddenSize: 3);
        using var network = new BidirectionalGru(layer).to(ScalarType.Float64);

        Check(
            "gru",
            layer,
            network,
            name => name.StartsWith("ahead.", StringComparison.Ordinal) ? name["ahead.".Length..] : $"{name["back.".Length..]}_reverse");
        Assert.That(layer.ParameterCount, Is.EqualTo(network.parameters().Sum(parameter => parameter.numel())));
    }

    [Test]
    public void Self_attention_does_not_read_padding()
    {
        var layer = new SelfAttentionLayer((int)_input.size(1), Heads: 2);
        using var network = new SelfAttention(layer).to(ScalarType.Float64);

        Check("attention", layer, network, name => name.Replace("in_proj.", "in_proj_", StringComparison.Ordinal));
        Assert.That(layer.ParameterCount, Is.EqualTo(network.parameters().Sum(parameter => parameter.numel())));
    }

    [Test]
    public void Batch_normalization_goes_by_the_tokens_alone()
    {
        var channels = (int)_input.size(1);
        using var network = new BatchNormalization(channels).to(ScalarType.Float64);

        Check("norm", new MaskedBatchNormalizationLayer(channels), network, name => name);
        Assert.That(Error(network.RunningMean, Expected("norm", "runningMean")), Is.LessThan(Tolerance));
        Assert.That(Error(network.RunningVariance, Expected("norm", "runningVariance")), Is.LessThan(Tolerance));
    }

    private void Check(string name, Layer layer, nn.Module network, Func<string, string> original)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (var (own, parameter) in network.named_parameters())
            {
                parameter.copy_(tensor(Expected(name, "weights", original(own))).view(parameter.shape));
            }
        }

        var input = _input.clone().requires_grad_(true);
        var output = new LayerComputation(network, IsTraining: true, Momentum: 0.1).Apply(layer, [input, _mask]);
        Assert.That(Error(output, Expected(name, "output")), Is.LessThan(Tolerance));

        // The gradient of a sum in which every value has another weight.
        var parameters = network.named_parameters().ToArray();
        var weights = arange(output.numel(), ScalarType.Float64).sin().view(output.size(0), output.size(1), 1, output.size(3));
        var gradients = autograd.grad([output.mul(weights).sum()], [input, .. parameters.Select(pair => pair.parameter)]);
        Assert.That(Error(gradients[0], Expected(name, "inputGradient")), Is.LessThan(Tolerance));
        foreach (var (pair, gradient) in parameters.Zip(gradients.Skip(1)))
        {
            Assert.That(Error(gradient, Expected(name, "gradients", original(pair.name))), Is.LessThan(Tolerance), pair.name);
        }
    }

    private double[] Expected(params string[] path) =>
        Numbers(path.Aggregate(_oracle.RootElement, (element, name) => element.GetProperty(name)));

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    // A gradient that is zero by its nature has no size to measure an error by.
    private static double Error(Tensor actual, double[] expected)
    {
        using var values = actual.detach().to(ScalarType.Float64).contiguous();
        using var data = values.data<double>();
        return data.ToArray().Zip(expected, (left, right) => Math.Abs(left - right)).Max() / Math.Max(1, expected.Max(Math.Abs));
    }
}

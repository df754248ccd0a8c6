using Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Evaluation.ZeroCost;

/// <summary>Networks so small that their scores can be worked out by hand.</summary>
public sealed class ZeroCostScoreTests
{
    // Two images of one row with two pixels; only the second pixel of the second one differs in sign.
    private static readonly float[] Pixels = [1, -2, 3, 1];

    // Logits w·x with w = [[1, -1], [2, 0]] and no bias.
    private static readonly float[] Weights = [1, -1, 2, 0];

    [Test]
    public void Parameters_and_multiply_adds_are_counted()
    {
        Assert.That(Score(new ParameterCountScore()), Is.EqualTo(6));
        Assert.That(Score(new MultiplyAddsScore()), Is.EqualTo(4));
    }

    [Test]
    public void The_gradient_norm_is_that_of_the_cross_entropy() =>
        Assert.That(Score(new GradientNormScore()), Is.EqualTo(Math.Sqrt(Gradient().Sum(value => value * value))).Within(1e-5));

    [Test]
    public void SNIP_weighs_every_weight_with_its_gradient() =>
        Assert.That(
            Score(new SnipScore()),
            Is.EqualTo(Gradient().Zip(Weights, (gradient, weight) => Math.Abs(gradient * weight)).Sum()).Within(1e-5));

    [Test]
    public void The_synaptic_flow_of_one_layer_is_the_sum_of_its_absolute_weights() =>
        Assert.That(Score(new SynFlowScore()), Is.EqualTo(Math.Log(1 + 4)).Within(1e-9));

    [Test]
    public void The_synaptic_flow_of_two_layers_counts_every_path_twice()
    {
        // A 1x1 convolution by -3 before the layer: every path carries |-3 · w|, once for each of its two weights.
        Assert.That(Score(new SynFlowScore(), convolution: -3), Is.EqualTo(Math.Log(1 + (2 * 3 * 4))).Within(1e-9));
    }

    [Test]
    public void A_linear_network_reacts_to_all_images_alike()
    {
        const double k = 1e-5;

        // The correlation matrix is all ones: its eigenvalues are 2 and 0.
        var expected = -(Math.Log(2 + k) + (1 / (2 + k)) + Math.Log(k) + (1 / k));
        Assert.That(Score(new JacobianCovarianceScore()), Is.EqualTo(expected).Within(0.01));
    }

    [Test]
    public void NASWOT_is_the_log_determinant_of_the_agreements()
    {
        // Codes (1, 0) and (1, 1): K = [[2, 1], [1, 2]], whose determinant is 3.
        Assert.That(Score(new NaswotScore(), relu: true), Is.EqualTo(Math.Log(3)).Within(1e-9));
    }

    [Test]
    public void Without_any_rectifier_there_is_no_NASWOT() => Assert.That(Score(new NaswotScore()), Is.EqualTo(double.NegativeInfinity));

    private static double Score(IZeroCostScore score, bool relu = false, float? convolution = null)
    {
        using var scope = NewDisposeScope();
        var builder = new GraphBuilder(new(1, 1, 2));
        var node = GraphBuilder.Input;
        node = convolution is null ? node : builder.Add("conv", new ConvolutionLayer(1, 1, 1), node);
        node = relu ? builder.Add("relu", new ReluLayer(), node) : node;
        builder.Add("classifier", new LinearLayer(2, 2), node);
        var graph = builder.Build();
        using var probe = new ZeroCostProbe(
            graph,
            () => Network(graph, convolution),
            tensor(Pixels).reshape(2, 1, 1, 2),
            tensor(new long[] { 0, 1 }));
        return score.Of(probe);
    }

    private static GraphNetwork Network(NetworkGraph graph, float? convolution)
    {
        var network = new GraphNetwork(graph);
        using var noGradient = no_grad();
        network.get_parameter("classifier.weight")!.copy_(tensor(Weights).reshape(2, 2));
        network.get_parameter("classifier.bias")!.zero_();
        if (convolution is { } weight)
        {
            network.get_parameter("conv.weight")!.fill_(weight);
        }

        return network;
    }

    // d(mean cross-entropy) / dw_kp = Σ (softmax_k − [k is the label]) · x_p / 2.
    private static double[] Gradient()
    {
        var gradient = new double[4];
        for (var image = 0; image < 2; image++)
        {
            double[] x = [Pixels[2 * image], Pixels[(2 * image) + 1]];
            double[] logits = [(Weights[0] * x[0]) + (Weights[1] * x[1]), (Weights[2] * x[0]) + (Weights[3] * x[1])];
            var sum = logits.Sum(Math.Exp);
            for (var weight = 0; weight < 4; weight++)
            {
                var label = weight / 2 == image ? 1 : 0;
                gradient[weight] += ((Math.Exp(logits[weight / 2]) / sum) - label) * x[weight % 2] / 2;
            }
        }

        return gradient;
    }
}

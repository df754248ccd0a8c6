using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks;

/// <summary>The numbers are those of PyTorch after manual_seed(0).</summary>
public sealed class InitialWeightsTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void Seed()
    {
        _scope = NewDisposeScope();
        manual_seed(0);
    }

    [TearDown]
    public void Free() => _scope.Dispose();

    [Test]
    public void A_linear_layer_draws_its_weight_then_its_bias()
    {
        using var module = nn.Linear(3, 2);

        TensorAssert.Holds(module.weight!, -0.00432251766, 0.309715837, -0.475185335, -0.424894601, -0.222368971, 0.154820725);
        TensorAssert.Holds(module.bias!, -0.0114391446, 0.457774937);
    }

    [Test]
    public void An_lstm_draws_input_weights_hidden_weights_and_both_biases()
    {
        using var module = nn.LSTM(2, 1);
        var parameters = module.named_parameters().ToDictionary(named => named.name, named => named.parameter);

        Assert.That(parameters.Keys, Is.EqualTo(new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }));
        TensorAssert.Holds(
            parameters["weight_ih_l0"],
            -0.00748682022,
            0.536443591,
            -0.823045135,
            -0.735939026,
            -0.385154366,
            0.268157363,
            -0.01981318,
            0.792889476);
        TensorAssert.Holds(parameters["weight_hh_l0"], -0.0887440443, 0.264612556, -0.302213073, -0.19656539);
        TensorAssert.Holds(parameters["bias_ih_l0"], -0.955348492, -0.662282109, -0.412223101, 0.0370435715);
        TensorAssert.Holds(parameters["bias_hh_l0"], 0.395335197, 0.600022793, -0.677941084, -0.435462832);
    }

    [Test]
    public void An_embedding_is_normal_with_zeros_for_padding()
    {
        using var module = nn.Embedding(3, 2, padding_idx: 1);

        TensorAssert.Holds(module.weight!, 1.54099607, -0.293428898, 0, 0, -1.08452237, -1.39859545);
    }
}

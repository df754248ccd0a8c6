using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

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
    public void A_convolution_draws_its_weight_then_its_bias()
    {
        using var module = nn.Conv2d(2, 2, (1L, 2L));

        TensorAssert.Holds(module.weight!, -0.00374341011, 0.268221796, -0.411522567, -0.367969513, -0.192577183, 0.134078681, -0.00990658998, 0.396444738);
        TensorAssert.Holds(module.bias!, -0.0443720222, 0.132306278);
    }

    [Test]
    public void An_lstm_draws_input_weights_hidden_weights_and_both_biases()
    {
        using var module = nn.LSTM(2, 1);
        var parameters = module.named_parameters().ToDictionary(named => named.name, named => named.parameter);

        Assert.That(parameters.Keys, Is.EqualTo(new[] { "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0" }));
        TensorAssert.Holds(parameters["weight_ih_l0"], -0.00748682022, 0.536443591, -0.823045135, -0.735939026, -0.385154366, 0.268157363, -0.01981318, 0.792889476);
        TensorAssert.Holds(parameters["weight_hh_l0"], -0.0887440443, 0.264612556, -0.302213073, -0.19656539);
        TensorAssert.Holds(parameters["bias_ih_l0"], -0.955348492, -0.662282109, -0.412223101, 0.0370435715);
        TensorAssert.Holds(parameters["bias_hh_l0"], 0.395335197, 0.600022793, -0.677941084, -0.435462832);
    }

    [Test]
    public void An_lstm_cell_draws_as_an_lstm_does()
    {
        using var module = nn.LSTMCell(2, 1);

        TensorAssert.Holds(module.weight_hh!, -0.0887440443, 0.264612556, -0.302213073, -0.19656539);
        TensorAssert.Holds(module.bias_hh!, 0.395335197, 0.600022793, -0.677941084, -0.435462832);
    }

    [Test]
    public void An_embedding_is_normal_with_zeros_for_padding()
    {
        using var module = nn.Embedding(3, 2, padding_idx: 1);

        TensorAssert.Holds(module.weight!, 1.54099607, -0.293428898, 0, 0, -1.08452237, -1.39859545);
    }

    [Test]
    public void A_normalization_starts_as_the_identity()
    {
        using var module = nn.BatchNorm2d(2);

        TensorAssert.Holds(module.weight!, 1, 1);
        TensorAssert.Holds(module.bias!, 0, 0);
        TensorAssert.Holds(module.running_mean!, 0, 0);
        TensorAssert.Holds(module.running_var!, 1, 1);
    }

    [Test]
    public void Kaiming_and_xavier_scale_by_fan()
    {
        manual_seed(1);
        var kaiming = nn.init.kaiming_normal_(empty(3, 4), mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        manual_seed(1);
        var xavier = nn.init.xavier_uniform_(empty(2, 3));

        TensorAssert.Holds(kaiming, 0.539991796, 0.21794261, 0.0503592715, 0.507303476, -0.368979663, -0.135644764, -1.24333525, 0.3116436, -0.839038908, -0.459730685, -0.728552163, -0.0475610718);
        TensorAssert.Holds(xavier, 0.564442575, -0.483505636, -0.212364629, 0.514167905, -1.03129244, 0.656957388);
    }

    [Test]
    public void An_orthogonal_matrix_has_orthonormal_rows()
    {
        var matrix = nn.init.orthogonal_(empty(2, 3));

        TensorAssert.Holds(matrix.mm(matrix.t()), 1, 0, 0, 1);
    }

    [Test]
    public void Constants_fill_without_breaking_the_leaf()
    {
        var parameter = nn.Parameter(empty(2));

        nn.init.constant_(parameter, 2.5);
        TensorAssert.Holds(parameter, 2.5, 2.5);

        nn.init.zeros_(parameter);
        TensorAssert.Holds(parameter, 0, 0);
        Assert.That(parameter.is_leaf, Is.True);
    }
}

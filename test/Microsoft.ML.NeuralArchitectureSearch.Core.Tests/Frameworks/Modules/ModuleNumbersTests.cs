using System.Runtime.InteropServices;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

/// <summary>The expected numbers are PyTorch's, for weights that TensorAssert.Ramp sets.</summary>
public sealed class ModuleNumbersTests
{
    private DisposeScope _scope = null!;

    [SetUp]
    public void Open() => _scope = NewDisposeScope();

    [TearDown]
    public void Free() => _scope.Dispose();

    private static Tensor Tenths(params long[] shape) => arange(shape.Aggregate(1L, (a, b) => a * b)).to(ScalarType.Float32).reshape(shape) / 10;

    private static Tensor Thirds(params long[] shape) => (arange(6).to(ScalarType.Float32) - 2).reshape(shape) / 3;

    [Test]
    public void A_linear_layer()
    {
        using var module = TensorAssert.Ramp(nn.Linear(3, 2));

        TensorAssert.Holds(module.call(tensor(new[] { 1f, 2, 3 }).reshape(1, 3)), -0.3, -0.2);
    }

    [Test]
    public void A_convolution_padded_by_reflection()
    {
        using var module = TensorAssert.Ramp(nn.Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect));
        var input = Tenths(1, 1, 4, 4).narrow(2, 0, 3).narrow(3, 0, 3).contiguous();

        TensorAssert.Holds(module.call(input), 0.05, -0.05, 0.11, 0.37, 0.27, 0.43, 0.29, 0.19, 0.35);
    }

    [Test]
    public void A_convolution_that_keeps_the_size()
    {
        using var module = TensorAssert.Ramp(nn.Conv2d(1, 1, 2, Padding.Same));
        var input = Tenths(1, 1, 4, 4).narrow(2, 0, 2).narrow(3, 0, 2).contiguous();

        TensorAssert.Holds(module.call(input), 0.29, -0.05, 0, -0.15);
    }

    [Test]
    public void Batch_normalization_learns_running_statistics_and_then_uses_them()
    {
        using var module = nn.BatchNorm2d(2);
        var input = arange(16).to(ScalarType.Float32).pow(2).reshape(2, 2, 2, 2) / 10;

        TensorAssert.Holds(module.call(input), -1.02009082, -0.998615205, -0.934188426, -0.826810479, -1.1520375, -1.03872228, -0.900225997, -0.736548543,
            0.354347289, 0.719432473, 1.12746871, 1.57845628, 0.459555924, 0.774320245, 1.1142658, 1.47939241);
        TensorAssert.Holds(module.running_mean!, 0.475, 1.075);
        TensorAssert.Holds(module.running_var!, 3.378, 8.10942841);
        Assert.That(module.num_batches_tracked!.item<long>(), Is.EqualTo(1));

        module.eval();

        TensorAssert.Holds(module.call(input), -0.258442014, -0.204033166, -0.0408066176, 0.231237605, 0.184358805, 0.50040251, 0.8866781, 1.34318566,
            3.22372437, 4.14867496, 5.18244267, 6.3250289, 4.67920256, 5.55710173, 6.50523281, 7.52359581);
        Assert.That(module.num_batches_tracked!.item<long>(), Is.EqualTo(1));
    }

    [Test]
    public void Layer_and_group_normalization()
    {
        using var layer = TensorAssert.Ramp(nn.LayerNorm(3));
        using var group = TensorAssert.Ramp(nn.GroupNorm(2, 4));

        TensorAssert.Holds(layer.call(tensor(new[] { 1f, 2, 4 }).reshape(1, 3)), 1.03452063, 0.0465479381, -0.567260385);
        TensorAssert.Holds(group.call(arange(8).to(ScalarType.Float32).reshape(1, 4, 2)),
            0.770817757, 0.323605925, -0.21055761, -0.0316728801, 0.668327153, 0.489442408, 0.223605931, 0.670817733);
    }

    [Test]
    public void A_deep_lstm_of_both_directions()
    {
        using var module = TensorAssert.Ramp(nn.LSTM(2, 2, numLayers: 2, batchFirst: true, bidirectional: true));

        var (output, hidden, cell) = module.call(Thirds(1, 3, 2));

        Assert.That(output.shape, Is.EqualTo(new long[] { 1, 3, 4 }));
        TensorAssert.Holds(output, -0.120078228, 0.0834011063, -0.0360772014, 0.0865939856, -0.204486117, 0.128850758, -0.0202265251, 0.0811767355, -0.27060926, 0.156317562, -0.0105447713, 0.0652699918);
        TensorAssert.Holds(hidden, 0.0345573612, -0.0428789183, 0.0209955871, -0.329702854, -0.27060926, 0.156317562, -0.0360772014, 0.0865939856);
        TensorAssert.Holds(cell, 0.0946796015, -0.0542058349, 0.0298920032, -0.750967503, -0.523941636, 0.536367059, -0.0865947679, 0.122437574);
    }

    [Test]
    public void A_gru()
    {
        using var module = TensorAssert.Ramp(nn.GRU(2, 2));

        var (output, hidden) = module.call(Thirds(3, 1, 2));

        TensorAssert.Holds(output, 0.281121999, 0.0717719197, 0.42100963, -0.249944597, 0.473350048, -0.542254448);
        TensorAssert.Holds(hidden, 0.473350048, -0.542254448);
    }

    [Test]
    public void Two_steps_of_an_lstm_cell()
    {
        using var module = TensorAssert.Ramp(nn.LSTMCell(2, 2));

        var first = module.call(tensor(new[] { 0.5f, -1 }).reshape(1, 2), (zeros(1, 2), zeros(1, 2)));
        var (hidden, cell) = module.call(tensor(new[] { -0.25f, 2 }).reshape(1, 2), first);

        TensorAssert.Holds(hidden, 0.0838464051, -0.197298348);
        TensorAssert.Holds(cell, 0.317546368, -0.274362504);
    }

    [Test]
    public void An_lstm_cell_does_not_make_its_own_first_state()
    {
        using var module = nn.LSTMCell(2, 2);

        Assert.That(() => module.call(zeros(1, 2)), Throws.InstanceOf<ExternalException>());
    }

    [Test]
    public void A_gru_cell()
    {
        using var module = TensorAssert.Ramp(nn.GRUCell(2, 2));

        TensorAssert.Holds(module.call(tensor(new[] { 0.5f, -1 }).reshape(1, 2), tensor(new[] { 0.1f, 0.2f }).reshape(1, 2)), 0.0412751064, 0.279209673);
    }

    [Test]
    public void An_embedding_reads_rows_and_sends_no_gradient_to_padding()
    {
        using var module = TensorAssert.Ramp(nn.Embedding(3, 2, padding_idx: 1));

        var rows = module.call(tensor(new long[] { 2, 1, 2 }));
        rows.sum().backward();

        Assert.That(rows.shape, Is.EqualTo(new long[] { 3, 2 }));
        TensorAssert.Holds(module.weight!.grad!, 0, 0, 0, 0, 2, 2);
    }

    [Test]
    public void Dropout_draws_as_pytorch_does_and_only_in_training()
    {
        using var module = nn.Dropout(0.5);

        manual_seed(1);
        TensorAssert.Holds(module.call(ones(8)), 2, 2, 2, 2, 0, 2, 2, 0);

        module.eval();
        TensorAssert.Holds(module.call(ones(3)), 1, 1, 1);
    }

    [Test]
    public void Flatten_keeps_the_batch()
    {
        using var module = nn.Flatten();

        Assert.That(module.call(zeros(2, 3, 4)).shape, Is.EqualTo(new long[] { 2, 12 }));
    }
}

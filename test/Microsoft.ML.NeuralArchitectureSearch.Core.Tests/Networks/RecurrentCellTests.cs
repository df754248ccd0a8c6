using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;

public sealed class RecurrentCellTests
{
    private static readonly RecurrentGenotype Genotype = new(
        [new("sigmoid", 0), new("relu", 1), new("identity", 1), new("tanh", 0)],
        [2, 3, 4]);

    private DisposeScope _scope = null!;

    [SetUp]
    public void Begin()
    {
        _scope = NewDisposeScope();
        manual_seed(1);
    }

    [TearDown]
    public void End() => _scope.Dispose();

    [Test]
    public void One_step_is_what_the_paper_writes()
    {
        using var cell = new RecurrentCell(new([new("relu", 0), new("tanh", 1)], [1, 2]), inputSize: 1, hiddenSize: 1).to(
            ScalarType.Float64);
        Fill(cell, "_W0", [[0.3, -0.7], [1.1, 0.4]]);
        Fill(cell, "_Ws.0", [[0.9, 1.3]]);
        Fill(cell, "_Ws.1", [[-0.5, 0.8]]);

        var (_, state) = cell.call(tensor(new[] { 0.6 }).view(1, 1, 1), tensor(new[] { -0.2 }).view(1, 1));

        var zero = Mixed(-0.2, (0.3 * 0.6) - (1.1 * 0.2), Math.Tanh((-0.7 * 0.6) - (0.4 * 0.2)));
        var one = Mixed(zero, 0.9 * zero, Math.Max(0, 1.3 * zero));
        var two = Mixed(one, -0.5 * one, Math.Tanh(0.8 * one));
        Assert.That(state.item<double>(), Is.EqualTo((one + two) / 2).Within(1e-12));

        static double Mixed(double state, double gate, double candidate) => state + ((candidate - state) / (1 + Math.Exp(-gate)));
    }

    [Test]
    public void A_text_read_in_two_pieces_is_as_good_as_in_one()
    {
        using var cell = new RecurrentCell(Genotype, 3, 5).to(ScalarType.Float64);
        var inputs = randn(7, 2, 3, ScalarType.Float64);

        var (whole, last) = cell.call(inputs, cell.InitialState(2));
        var (first, between) = cell.call(inputs.narrow(0, 0, 4), cell.InitialState(2));
        var (second, end) = cell.call(inputs.narrow(0, 4, 3), between);

        Assert.That(cat([first, second], 0).allclose(whole, 1e-12, 1e-14));
        Assert.That(end.allclose(last, 1e-12, 1e-14));
    }

    [Test]
    public void Gradients_are_those_of_finite_differences()
    {
        using var cell = new RecurrentCell(Genotype, 3, 4) { InputDropout = 0.3, HiddenDropout = 0.2 }.to(ScalarType.Float64);
        var (inputs, state) = (randn(3, 2, 3, ScalarType.Float64), randn(2, 4, ScalarType.Float64));
        var weight = randn(3, 2, 4, ScalarType.Float64);

        FiniteDifferences.AssertGradients(cell.parameters().Select(parameter => (Tensor)parameter), Loss);

        Tensor Loss()
        {
            manual_seed(3); // The same masks every time.
            var (outputs, last) = cell.call(inputs, state);
            return outputs.mul(weight).sum() + last.square().sum();
        }
    }

    [Test]
    public void Dropout_is_the_same_in_all_steps_and_only_while_training()
    {
        using var cell = new RecurrentCell(new([new("identity", 0)]), 50, 4) { InputDropout = 0.5 }.to(ScalarType.Float64);
        var inputs = ones(1, 1, 50, ScalarType.Float64).expand(6, 1, 50).detach().requires_grad_(true);

        cell.call(inputs, cell.InitialState(1)).Outputs.sum().backward();
        var read = inputs.grad!.ne(0).to(ScalarType.Int64).sum(dim: 0).flatten();

        Assert.That(read.unique().output.data<long>().ToArray(), Is.EquivalentTo(new long[] { 0, 6 }));
        cell.eval();
        Assert.That(cell.call(inputs, cell.InitialState(1)).Outputs.allclose(cell.call(inputs, cell.InitialState(1)).Outputs, 0, 0));
    }

    [TestCase(0, 0)]
    [TestCase(0.3, 0.2)]
    public void The_kernels_compute_what_TorchSharp_does_gradients_included(double inputDropout, double hiddenDropout)
    {
        using var cell = new RecurrentCell(PublishedRecurrentGenotypes.Enas, 7, 10)
        {
            InputDropout = inputDropout,
            HiddenDropout = hiddenDropout
        };
        using (no_grad())
        {
            foreach (var weight in cell.parameters())
            {
                weight.mul_(10);
            }
        }

        var inputs = randn(5, 3, 7).requires_grad_(true);
        var state = randn(3, 10).requires_grad_(true);
        var weights = randn(5, 3, 10);

        var expected = Run(0);
        var found = Run(2);

        foreach (var (tensor, other) in found.Zip(expected))
        {
            Assert.That(tensor.allclose(other, 1e-3, 1e-4));
        }

        Tensor[] Run(int threads)
        {
            using var resources = new KernelResources(2);
            using var kernels = threads > 0 ? new FusedRecurrentLayer(cell.Plan, resources) : null;
            cell.Kernels = kernels;
            manual_seed(3);
            var (outputs, last) = cell.call(inputs, state);
            return [outputs, last, .. autograd.grad([outputs.mul(weights).sum() + last.sum()], [inputs, state, .. cell.parameters()])];
        }
    }

    [Test]
    public void Sizes_that_cannot_be_are_refused()
    {
        Assert.That(() => new RecurrentCell(null!, 1, 1), Throws.ArgumentNullException);
        Assert.That(
            () => new RecurrentCell(Genotype, 0, 1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("inputSize"));
        Assert.That(
            () => new RecurrentCell(Genotype, 1, 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("hiddenSize"));
        Assert.That(
            () => new RecurrentCell(Genotype, 1, 1) { HiddenDropout = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("HiddenDropout"));
    }

    private static void Fill(RecurrentCell cell, string name, double[][] rows)
    {
        using var noGradient = no_grad();
        cell.state_dict()[name].copy_(tensor([.. rows.SelectMany(row => row)]).reshape(rows.Length, -1));
    }
}

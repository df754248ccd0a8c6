using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Networks;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Supernets;

public sealed class RecurrentSupernetTests
{
    private static readonly LanguageModelOptions Size =
        new() { HiddenSize = 5, EmbeddingDropout = 0, InputDropout = 0, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0 };

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
    public void A_mixture_is_the_weighted_sum_over_states_and_activations()
    {
        var (products, states) = (randn(2, 3, 8, ScalarType.Float64), randn(2, 3, 4, ScalarType.Float64));
        var weights = rand(2, 5, ScalarType.Float64);
        RecurrentActivation?[] candidates = [null, .. ActivationNames.All.Select(RecurrentActivation.Of)];

        var mixed = MixedActivation.Forward(products, states, weights, [.. candidates]);

        var sum = zeros(3, 4, ScalarType.Float64);
        for (var state = 0; state < 2; state++)
        {
            for (var column = 1; column < 5; column++)
            {
                sum += HighwayNode.Forward(products[state], states[state], candidates[column]!) * weights[state, column];
            }
        }

        Assert.That(mixed.allclose(sum, 1e-12, 1e-14));
    }

    [Test]
    public void Where_one_choice_has_all_the_weight_and_nothing_is_normalized_the_supernet_is_the_model_of_that_cell()
    {
        var space = new RecurrentCellSpace { Nodes = 4 };
        var cell = space.Sample(new Random(3));
        using var supernet = new RecurrentSupernet(space, Size, 7).to(ScalarType.Float64);
        using var model = new RecurrentLanguageModel(cell, Size, 7).to(ScalarType.Float64);
        model.load_state_dict(
            supernet.named_parameters().ToDictionary(weight => weight.name["model.".Length..], weight => (Tensor)weight.parameter));
        var choice = zeros(space.EdgeCount, space.Operations.Length, ScalarType.Float64);
        foreach (var (node, chosen) in cell.Nodes.Index())
        {
            choice[(node * (node + 1) / 2) + chosen.Source, space.Operations.IndexOf(chosen.Activation)] = 1.0;
        }

        // In evaluation, with a mean of 0 and a variance of 1 less what torch adds to it, normalization changes nothing.
        using (no_grad())
        {
            supernet.named_buffers().Single(buffer => buffer.name.EndsWith("running_var", StringComparison.Ordinal)).buffer.fill_(1 - 1e-5);
        }

        supernet.eval();
        model.eval();
        var tokens = randint(0, 7, [6, 2]);

        var mixed = supernet.call(tokens, supernet.InitialState(2), choice).Logits;
        var single = model.call(tokens, model.InitialState(2)).Logits;

        Assert.That(mixed.allclose(single, 1e-10, 1e-12));
    }

    [Test]
    public void Gradients_of_weights_and_of_the_mixture_are_those_of_finite_differences()
    {
        var space = new RecurrentCellSpace { Nodes = 3 };
        using var supernet = new RecurrentSupernet(space, Size with { HiddenDropout = 0.2, CellInputDropout = 0.2 }, 6).to(
            ScalarType.Float64);
        var mixing = rand(space.EdgeCount, space.Operations.Length, ScalarType.Float64);
        var choice = mixing.narrow(1, 1, 4).clone().detach().requires_grad_(true); // none adds nothing
        var (tokens, targets) = (randint(0, 6, [3, 3]), randint(0, 6, [9]));

        FiniteDifferences.AssertGradients(supernet.parameters().Select(weight => (Tensor)weight).Append(choice), Loss, tolerance: 1e-6);

        Tensor Loss()
        {
            manual_seed(2); // The same masks every time.
            var weights = cat([zeros(space.EdgeCount, 1, ScalarType.Float64), choice], 1);
            return functional.cross_entropy(supernet.call(tokens, supernet.InitialState(3), weights).Logits, targets);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_kernels_compute_what_TorchSharp_does_gradients_and_statistics_included(bool training)
    {
        var space = new RecurrentCellSpace { Nodes = 3, Operations = ["relu", "none", "tanh"] };
        using var supernet = new RecurrentSupernet(
            space,
            Size with { HiddenDropout = 0.2, CellInputDropout = 0.2, OutputDropout = 0.1 },
            6);
        using (no_grad())
        {
            foreach (var weight in supernet.parameters())
            {
                weight.mul_(10);
            }
        }

        supernet.train(training);
        var (tokens, targets) = (randint(0, 6, [5, 8]), randint(0, 6, [40]));
        var mixing = rand(space.EdgeCount, 3).requires_grad_(true);
        var statistics = supernet.named_buffers().Where(buffer => buffer.buffer.dtype == ScalarType.Float32).Select(buffer => buffer.buffer)
            .ToArray();
        Tensor[] before = [.. statistics.Select(buffer => buffer.clone())];

        var expected = Run(0);
        var found = Run(2);

        foreach (var (tensor, other) in found.Zip(expected))
        {
            Assert.That(tensor.allclose(other, 1e-3, 1e-4));
        }

        Tensor[] Run(int threads)
        {
            using (no_grad())
            {
                foreach (var (buffer, value) in statistics.Zip(before))
                {
                    buffer.copy_(value);
                }
            }

            using var kernels = supernet.TryUseKernels(threads);
            Assert.That(kernels is not null, Is.EqualTo(threads > 0));
            manual_seed(3);
            var loss = supernet.Loss(tokens, targets, supernet.InitialState(8), mixing).CrossEntropy;
            return [loss, .. autograd.grad([loss], [mixing, .. supernet.parameters()]), .. statistics.Select(buffer => buffer.clone())];
        }
    }

    [Test]
    public void Each_node_keeps_the_strongest_activation_other_than_none_of_the_edge_that_has_it()
    {
        var space = new RecurrentCellSpace { Nodes = 2 };
        double[,] weights =
        {
            { 0.9, 0.02, 0.03, 0.01, 0.04 },  // 0 → 1
            { 0.1, 0.2, 0.3, 0.2, 0.2 },      // 0 → 2
            { 0.8, 0.1, 0.05, 0.05, 0.0 },    // 1 → 2
        };

        Assert.That(
            RecurrentDiscretization.Discretize(space, weights),
            Is.EqualTo(new RecurrentGenotype([new("identity", 0), new("relu", 0)])));
    }

    [Test]
    public void Of_equals_the_earlier_state_and_candidate_wins()
    {
        var space = new RecurrentCellSpace { Nodes = 2 };
        var weights = new double[3, 5];

        Assert.That(
            RecurrentDiscretization.Discretize(space, weights),
            Is.EqualTo(new RecurrentGenotype([new("tanh", 0), new("tanh", 0)])));
    }

    [Test]
    public void Weights_of_another_shape_or_that_are_no_numbers_are_not_discretized()
    {
        var space = new RecurrentCellSpace { Nodes = 2 };

        Assert.That(
            () => RecurrentDiscretization.Discretize(space, new double[2, 5]),
            Throws.ArgumentException.With.Message.Contains("3 edges"));
        Assert.That(() => RecurrentDiscretization.Discretize(
            space,
            new double[3, 5] { { 0, 0, 0, 0, 0 }, { 0, double.NaN, 0, 0, 0 }, { 0, 0, 0, 0, 0 } }), Throws.ArgumentException);
    }

    [Test]
    public void Parameters_are_discretized_to_a_member_of_the_space()
    {
        var space = new RecurrentCellSpace { AveragesAllNodes = false };
        using var parameters = new RecurrentArchitectureParameters(space);

        Assert.That(parameters.Values.shape, Is.EqualTo(new long[] { 36, 5 }));
        Assert.That(parameters.Values.abs().max().item<float>(), Is.InRange(1e-4, 1e-2));
        Assert.That(space.Contains(parameters.Discretize()));
    }
}

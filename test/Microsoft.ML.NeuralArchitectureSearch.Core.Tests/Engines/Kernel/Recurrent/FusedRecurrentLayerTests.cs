using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Engines.Kernel.Recurrent;

public sealed class FusedRecurrentLayerTests
{
    private const double OutputError = 1e-5;
    private const double GradientError = 1e-4;

    private IDisposable _scope = null!;

    [SetUp]
    public void Begin() => _scope = NewDisposeScope();

    [TearDown]
    public void End() => _scope.Dispose();

    [Test]
    public void The_search_cell_equals_its_equations_in_double_precision(
        [Values(4, 8, 16)] int lanes, [Values] bool isMasked, [Values] bool isTraining, [Values(1, 3)] int threads) =>
        AssertEqual(SearchCell(inputs: 5, hidden: 19), new Case(lanes, isMasked, isTraining, threads));

    [Test]
    public void It_equals_them_at_widths_of_whole_vectors([Values(16, 32, 48)] int hidden) =>
        AssertEqual(SearchCell(inputs: 16, hidden), new Case(Lanes: 16, IsMasked: true, IsTraining: true, Threads: 2));

    [Test]
    public void A_cell_of_one_activation_a_node_equals_its_equations([Values(4, 8, 16)] int lanes, [Values] bool isMasked) =>
        AssertEqual(DiscreteCell(), new Case(lanes, isMasked, IsTraining: true, Threads: 2));

    [Test]
    public void Candidates_may_be_fewer_and_in_any_order()
    {
        var plan = SearchCell(inputs: 3, hidden: 6) with { Candidates = [2, -1, 0, -1], ChoiceColumns = 3 };

        AssertEqual(plan, new Case(Lanes: 8, IsMasked: false, IsTraining: true, Threads: 1));
    }

    [Test]
    public void Only_the_gradients_that_are_asked_for_are_computed()
    {
        var plan = SearchCell(inputs: 5, hidden: 7);
        var data = new RecurrentData(plan, steps: 3, batch: 4, isMasked: true);
        using var resources = new KernelResources(1);
        using var layer = new FusedRecurrentLayer(plan, resources);
        var all = data.Copies(ScalarType.Float32);
        var expected = autograd.grad([Forward(layer, data, all, isTraining: true)], [all[2]], [data.OutputGradient])[0];
        var tensors = data.Tensors.ToArray();
        tensors[2] = all[2];

        var choice = autograd.grad([Forward(layer, data, tensors, isTraining: true)], [all[2]], [data.OutputGradient])[0];

        Assert.That(choice.allclose(expected, 0, 0), Is.True);
    }

    [Test]
    public void Two_runs_may_wait_for_their_gradients_at_a_time()
    {
        var plan = SearchCell(inputs: 5, hidden: 7);
        var data = new RecurrentData(plan, steps: 3, batch: 4, isMasked: true);
        using var resources = new KernelResources(1);
        using var layer = new FusedRecurrentLayer(plan, resources);
        var tensors = data.Copies(ScalarType.Float32);
        var alone = autograd.grad([Forward(layer, data, tensors, isTraining: true)], tensors, [data.OutputGradient]);

        var first = Forward(layer, data, tensors, isTraining: true);
        var second = Forward(layer, data, tensors, isTraining: true);
        var both = autograd.grad([first + second], tensors, [data.OutputGradient]);

        foreach (var (one, two) in alone.Zip(both))
        {
            Assert.That((one * 2).allclose(two, 1e-6, 1e-6), Is.True);
        }
    }

    private static RecurrentPlan SearchCell(int inputs, int hidden) => new()
    {
        Inputs = inputs,
        Hidden = hidden,
        Nodes = [.. Enumerable.Range(0, 4).Select(node => new RecurrentNodePlan(0, node + 1))],
        Averaged = [1, 2, 3, 4],
        Candidates = [1, 2, 3, 4],
        ChoiceColumns = 5,
        IsNormalized = true,
    };

    private static RecurrentPlan DiscreteCell() => new()
    {
        Inputs = 5,
        Hidden = 18,
        Nodes = [new(0, 1), new(1, 1), new(1, 1), new(3, 1)],
        Averaged = [2, 4],
        Candidates = [0, 1, 2, 3],
        ChoiceColumns = 4,
        IsNormalized = false,
    };

    private static void AssertEqual(RecurrentPlan plan, Case settings)
    {
        var data = new RecurrentData(plan, steps: 5, batch: 6, settings.IsMasked);
        if (!plan.IsNormalized)
        {
            data.Tensors[2].copy_(eye(4));
        }

        var definition = new RecurrentDefinition(plan, data);
        var exact = data.Copies(ScalarType.Float64);
        var expected = definition.Forward(exact, settings.IsTraining);
        var expectedGradients = autograd.grad([expected], exact, [data.OutputGradient.to(ScalarType.Float64)]);
        using var resources = new KernelResources(settings.Threads);
        using var layer = new FusedRecurrentLayer(plan, resources, settings.Lanes);
        var tensors = data.Copies(ScalarType.Float32);

        var outputs = Forward(layer, data, tensors, settings.IsTraining);
        var gradients = autograd.grad([outputs], tensors, [data.OutputGradient]);

        Assert.That(Difference(outputs, expected), Is.LessThan(OutputError));
        for (var index = 0; index < tensors.Length; index++)
        {
            var scale = Math.Max(1, expectedGradients[index].abs().max().item<double>());
            Assert.That(Difference(gradients[index], expectedGradients[index]), Is.LessThan(GradientError * scale), $"gradient {index}");
        }

        Assert.That(Difference(data.RunningMeans, definition.RunningMeans), Is.LessThan(OutputError));
        Assert.That(Difference(data.RunningVariances, definition.RunningVariances), Is.LessThan(OutputError));
    }

    private static Tensor Forward(FusedRecurrentLayer layer, RecurrentData data, IReadOnlyList<Tensor> tensors, bool isTraining) =>
        layer.Forward(tensors[0], tensors[1], tensors[2], [.. tensors.Skip(3)], new RecurrentCall
        {
            InputMask = data.InputMask,
            HiddenMask = data.HiddenMask,
            IsTraining = isTraining,
            RunningMeans = data.RunningMeans,
            RunningVariances = data.RunningVariances,
        });

    private static double Difference(Tensor actual, Tensor expected) =>
        (actual.to(ScalarType.Float64) - expected).abs().max().item<double>();

    private sealed record Case(int Lanes, bool IsMasked, bool IsTraining, int Threads);
}

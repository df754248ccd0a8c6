using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class ArchitectureGradientTests
{
    private const double Step = 1e-5;

    private DisposeScope _scope = null!;

    [SetUp]
    public void OpenScope() => _scope = NewDisposeScope();

    [TearDown]
    public void CloseScope() => _scope.Dispose();

    [Test]
    public void The_first_order_gradient_is_the_slope_of_the_validation_loss()
    {
        var problem = ToyProblem.Create();

        var gradient = new FirstOrderGradient().Of(problem);

        var slope = Slopes(problem, () => problem.Forward(problem.Validation).Loss.item<double>());
        Assert.That(ToyProblem.Numbers(gradient.Alphas), Is.EqualTo(slope).Within(1e-8));
    }

    [Test]
    public void The_exact_gradient_is_the_slope_of_the_validation_loss_after_the_unrolled_step()
    {
        var problem = ToyProblem.Create();

        var gradient = new ExactGradient().Of(problem);

        var slope = Slopes(problem, () => UnrolledLoss(problem));
        Assert.That(ToyProblem.Numbers(gradient.Alphas), Is.EqualTo(slope).Within(1e-7));
    }

    [Test]
    public void The_gradient_by_finite_differences_comes_close_to_the_exact_one()
    {
        var problem = ToyProblem.Create();

        var exact = ToyProblem.Numbers(new ExactGradient().Of(problem).Alphas);
        var near = ToyProblem.Numbers(new FiniteDifferenceGradient().Of(problem).Alphas);

        var first = ToyProblem.Numbers(new FirstOrderGradient().Of(problem).Alphas);
        Assert.That(near, Is.EqualTo(exact).Within(1e-5));
        Assert.That(first, Is.Not.EqualTo(exact).Within(1e-4));
    }

    [Test]
    public void Without_a_step_the_second_order_is_the_first()
    {
        var problem = ToyProblem.Create(learningRate: 0);

        var first = ToyProblem.Numbers(new FirstOrderGradient().Of(problem).Alphas);

        Assert.That(ToyProblem.Numbers(new ExactGradient().Of(problem).Alphas), Is.EqualTo(first).Within(1e-14));
        Assert.That(ToyProblem.Numbers(new FiniteDifferenceGradient().Of(problem).Alphas), Is.EqualTo(first).Within(1e-14));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Weights_and_architecture_are_afterwards_as_before(object kind)
    {
        var problem = ToyProblem.Create();
        var before = ToyProblem.Numbers([.. problem.Weights, .. problem.Alphas]);

        ((IArchitectureGradient)kind).Of(problem);

        Assert.That(ToyProblem.Numbers([.. problem.Weights, .. problem.Alphas]), Is.EqualTo(before));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_gradient_leaves_nothing_but_itself_in_the_scope(object kind)
    {
        var problem = ToyProblem.Create();
        using var scope = NewDisposeScope();

        ((IArchitectureGradient)kind).Of(problem);

        Assert.That(scope.DisposablesCount, Is.EqualTo(2));
    }

    [Test]
    public void The_statistics_of_the_unrolled_network_are_not_the_networks_own()
    {
        // Every second-order gradient forwards the training mini-batch; the one by finite differences twice more, at moved weights.
        var problem = ToyProblem.Create(training: true);
        var single = ToyProblem.Create(training: true);
        single.Forward(single.Training);

        new ExactGradient().Of(problem);

        Assert.That(Statistics(problem), Is.EqualTo(Statistics(single)));
    }

    [Test]
    public void Finite_differences_forward_the_training_images_three_times()
    {
        var problem = ToyProblem.Create(training: true);

        new FiniteDifferenceGradient().Of(problem);

        var passes = problem.Network.named_buffers()
            .Single(buffer => buffer.name.EndsWith("num_batches_tracked", StringComparison.Ordinal));
        Assert.That(passes.buffer.item<long>(), Is.EqualTo(3));
    }

    private static IEnumerable<object> Kinds() => [new FirstOrderGradient(), new FiniteDifferenceGradient(), new ExactGradient()];

    private static double[] Statistics(ExampleProblem problem) => ToyProblem.Numbers(problem.Network.buffers());

    // The total derivative, from nothing but its definition: move α, make the step, look at the validation loss.
    private static double UnrolledLoss(ExampleProblem problem)
    {
        using var scope = NewDisposeScope();
        using var weights = new UnrolledWeights(problem.Weights);
        var gradient = autograd.grad([problem.Forward(problem.Training).Loss], [.. problem.Weights]);
        using var noGradient = no_grad();
        for (var index = 0; index < problem.Weights.Count; index++)
        {
            var weight = problem.Weights[index];
            var direction = problem.Unrolled.Velocity[index] * ToyProblem.Momentum + gradient[index] + weight * ToyProblem.WeightDecay;
            weight.copy_(weight - direction * problem.Unrolled.LearningRate);
        }

        return problem.Forward(problem.Validation).Loss.item<double>();
    }

    private static double[] Slopes(ExampleProblem problem, Func<double> loss)
    {
        var slopes = new List<double>();
        foreach (var alpha in problem.Alphas)
        {
            for (var column = 0; column < 3; column++)
            {
                slopes.Add((LossAt(alpha, column, Step) - LossAt(alpha, column, -Step)) / (2 * Step));
            }
        }

        return [.. slopes];

        double LossAt(Tensor alpha, long column, double shift)
        {
            using var scope = NewDisposeScope();
            using (no_grad())
            {
                alpha[0, column].add_(shift);
            }

            var value = loss();
            using (no_grad())
            {
                alpha[0, column].add_(-shift);
            }

            return value;
        }
    }
}

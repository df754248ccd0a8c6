using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

public sealed class ArchitectTests
{
    [TestCase(1, SecondOrderGradient.FiniteDifference)]
    [TestCase(2, SecondOrderGradient.FiniteDifference)]
    [TestCase(2, SecondOrderGradient.Exact)]
    public void Steps_lower_the_validation_loss(int order, SecondOrderGradient kind)
    {
        using var scope = NewDisposeScope();
        var problem = ToyProblem.Create(learningRate: 0.001);
        var options = new DartsOptions { Order = order, SecondOrderGradient = kind, ArchitectureLearningRate = 0.01 };
        using var architect = new Architect(problem.Alphas, options.Architect);

        var before = problem.Forward(problem.Validation).Loss.item<double>();
        for (var step = 0; step < 5; step++)
        {
            architect.Step(problem);
        }

        Assert.That(problem.Forward(problem.Validation).Loss.item<double>(), Is.LessThan(before));
    }

    [Test]
    public void Alpha_turns_to_the_only_operation_that_lets_the_network_see_the_image()
    {
        // With the classifier zero but for what separates the classes, "nothing" cannot do better than chance.
        using var scope = NewDisposeScope();
        var problem = ToyProblem.Create();
        using var architect = new Architect(problem.Alphas, new DartsOptions { ArchitectureLearningRate = 0.05 }.Architect);
        using var optimizer = new Microsoft.ML.NeuralArchitectureSearch.Training.WeightOptimizer(
            problem.Weights, new(Momentum: 0.9, WeightDecay: 0, GradientClipping: 5));
        var same = problem with { Validation = problem.Training };

        for (var step = 0; step < 60; step++)
        {
            using var inner = NewDisposeScope();
            architect.Step(same);
            optimizer.Step(same.Forward(same.Training).Loss, learningRate: 0.05);
        }

        var nothing = problem.Alphas.Sum(alpha => alpha.softmax(1)[0, 0].item<double>());
        Assert.That(nothing, Is.LessThan(0.4));
    }

    [Test]
    public void The_first_step_of_Adam_is_the_learning_rate_against_the_sign_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        var problem = ToyProblem.Create();
        var gradient = ToyProblem.Numbers(new FirstOrderGradient().Of(problem).Alphas);
        var before = ToyProblem.Numbers(problem.Alphas);
        using var architect = new Architect(problem.Alphas, new DartsOptions { ArchitectureWeightDecay = 0 }.Architect);

        architect.Step(problem);

        var moved = ToyProblem.Numbers(problem.Alphas).Zip(before, (after, first) => after - first);
        Assert.That(moved, Is.EqualTo(gradient.Select(slope => -3e-4 * slope / (Math.Abs(slope) + 1e-8))).Within(1e-12));
    }

    [Test]
    public void Without_a_finite_loss_alpha_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        var problem = ToyProblem.Create();
        var blank = problem with { Validation = (problem.Validation.Inputs.mul(double.NaN), problem.Validation.Labels) };
        var before = ToyProblem.Numbers(problem.Alphas);
        using var architect = new Architect(problem.Alphas, new DartsOptions().Architect);

        var figures = architect.Step(blank);

        Assert.That(figures.Loss, Is.NaN);
        Assert.That(ToyProblem.Numbers(problem.Alphas), Is.EqualTo(before));
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class WeightOptimizerTests
{
    [TestCase(0.05, 0.9)]
    [TestCase(1000, 0.9)]
    [TestCase(0.05, 0)]
    [TestCase(1000, 0)]
    public void Its_steps_are_those_of_torchs_SGD_after_clipping(double clipping, double momentum)
    {
        using var scope = NewDisposeScope();
        var (ours, theirs) = (Draw(), Draw());
        using var optimizer = new WeightOptimizer(ours, new(momentum, WeightDecay: 0.01, clipping));
        using var reference = optim.SGD(theirs, 0.1, momentum: momentum, weight_decay: 0.01);

        for (var step = 0; step < 6; step++)
        {
            optimizer.Step(Loss(ours), learningRate: 0.1);
            reference.zero_grad();
            Loss(theirs).backward();
            nn.utils.clip_grad_norm_(theirs, clipping);
            reference.step();
        }

        Assert.That(Numbers(ours), Is.EqualTo(Numbers(theirs)).Within(1e-12));
    }

    [TestCase(0.05)]
    [TestCase(1000)]
    public void By_Adam_its_steps_are_those_of_torchs_AdamW_after_clipping(double clipping)
    {
        using var scope = NewDisposeScope();
        var (ours, theirs) = (Draw(), Draw());
        using var optimizer = new WeightOptimizer(ours, new(Momentum: 0.9, WeightDecay: 0.01, clipping) { Adam = new() { Beta2 = 0.99 } });
        using var reference = optim.AdamW(theirs, 0.1, beta1: 0.9, beta2: 0.99, weight_decay: 0.01);

        for (var step = 0; step < 6; step++)
        {
            optimizer.Step(Loss(ours), learningRate: 0.1);
            reference.zero_grad();
            Loss(theirs).backward();
            nn.utils.clip_grad_norm_(theirs, clipping);
            reference.step();
        }

        Assert.That(Numbers(ours), Is.EqualTo(Numbers(theirs)).Within(1e-12));
    }

    [Test]
    public void A_weight_that_the_loss_does_not_depend_on_stays_as_it_is()
    {
        using var scope = NewDisposeScope();
        var weights = Draw();
        var idle = new Parameter(ones(2, dtype: ScalarType.Float64));
        using var optimizer = new WeightOptimizer([.. weights, idle], new(Momentum: 0.9, WeightDecay: 0.5, GradientClipping: 5));

        optimizer.Step(Loss(weights), learningRate: 0.1);

        Assert.That(idle.data<double>().ToArray(), Is.EqualTo(new[] { 1.0, 1.0 }));
    }

    [Test]
    public void After_the_first_step_the_momentum_is_the_gradient_with_decay()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(tensor(new[] { 2.0 }));
        using var optimizer = new WeightOptimizer(
            [weight],
            new(Momentum: 0.9, WeightDecay: 0.5, GradientClipping: double.PositiveInfinity));

        optimizer.Step(weight.square().sum(), learningRate: 0.1);

        Assert.That(optimizer.Velocity[0].item<double>(), Is.EqualTo(5).Within(1e-12));
        Assert.That(weight.item<double>(), Is.EqualTo(1.5).Within(1e-12));
    }

    private static Parameter[] Draw()
    {
        manual_seed(3);
        return [new Parameter(randn([4, 3], dtype: ScalarType.Float64)), new Parameter(randn([3], dtype: ScalarType.Float64))];
    }

    private static Tensor Loss(Parameter[] weights) => weights[0].matmul(weights[1]).sub(1).square().sum().add(weights[1].cos().sum());

    private static double[] Numbers(Parameter[] weights) =>
        [.. weights.SelectMany(weight => weight.detach().reshape(-1).data<double>().ToArray())];
}

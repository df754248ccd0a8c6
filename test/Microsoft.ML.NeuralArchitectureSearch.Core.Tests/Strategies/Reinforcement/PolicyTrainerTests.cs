using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Reinforcement;

public sealed class PolicyTrainerTests
{
    private static readonly DagCellSpace Space = new() { Nodes = 3, Operations = ["none", "skip_connect", "nor_conv_3x3"] };

    private static readonly IPolicyUpdate[] Updates = [new ReinforceUpdate(), new ProximalPolicyUpdate()];

    [TestCaseSource(nameof(Updates))]
    public void What_is_rewarded_becomes_probable(IPolicyUpdate update)
    {
        using var controller = new TokenController(Space, new() { Units = 16 }, seed: 1);
        using var trainer = new PolicyTrainer(controller, new() { Update = update });
        var random = new Random(2);

        Teach(controller, trainer, random, batches: 60);

        Assert.That(controller.Sample(100, random).Average(Reward), Is.GreaterThan(270));
    }

    [Test]
    public void Entropy_keeps_the_controller_exploring()
    {
        Assert.That(EntropyAfter(entropyWeight: 1), Is.GreaterThan(EntropyAfter(entropyWeight: 0) + 0.5));
    }

    [Test]
    public void The_baseline_is_the_moving_average_of_the_rewards()
    {
        using var controller = new TokenController(Space, new() { Units = 4 }, seed: 1);
        using var trainer = new PolicyTrainer(controller, new() { BaselineDecay = 0.5 });
        var samples = controller.Sample(2, new Random(2));

        trainer.Learn(samples, [4, 8]);
        var first = trainer.Baseline;
        trainer.Learn(samples, [10, double.NegativeInfinity]);

        // From the mean 6 of the first batch: 6 → 5 → 6.5; then → 8.25 → 6.125, the failure counting as the worst so far, 4.
        Assert.That(first, Is.EqualTo(6.5));
        Assert.That(trainer.Baseline, Is.EqualTo(6.125));
    }

    [Test]
    public void Nothing_is_learned_while_all_fails()
    {
        using var controller = new TokenController(Space, new() { Units = 4 }, seed: 1);
        using var trainer = new PolicyTrainer(controller, new());
        var samples = controller.Sample(2, new Random(2));

        trainer.Learn(samples, [double.NegativeInfinity, double.NegativeInfinity]);

        Assert.That(trainer.Baseline, Is.Null);
        Assert.That(controller.Sample(2, new Random(2)), Is.EqualTo(samples));
    }

    [Test]
    public void Rewards_that_are_none_or_too_few_are_refused()
    {
        using var controller = new TokenController(Space, new() { Units = 4 }, seed: 1);
        using var trainer = new PolicyTrainer(controller, new());
        var samples = controller.Sample(2, new Random(2));

        Assert.That(() => trainer.Learn(samples, [1]), Throws.ArgumentException.With.Property("ParamName").EqualTo("rewards"));
        Assert.That(() => trainer.Learn(samples, [1, double.NaN]), Throws.ArgumentException.With.Property("ParamName").EqualTo("rewards"));
    }

    private static double EntropyAfter(double entropyWeight)
    {
        using var controller = new TokenController(Space, new() { Units = 16 }, seed: 1);
        using var trainer = new PolicyTrainer(controller, new() { EntropyWeight = entropyWeight });
        var random = new Random(2);
        Teach(controller, trainer, random, batches: 60);

        using var scope = NewDisposeScope();
        return controller.Evaluate([.. controller.Sample(20, random).Select(sample => sample.Tokens)]).Entropies.sum(1).mean()
            .item<float>();
    }

    private static void Teach(TokenController controller, PolicyTrainer trainer, Random random, int batches)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            var samples = controller.Sample(10, random);
            trainer.Learn(samples, [.. samples.Select(Reward)]);
        }
    }

    // Hundreds, so that a rule that depended on the scale of rewards would be seen to.
    private static double Reward(ControllerSample sample) => 100 * sample.Tokens.Count(token => token == 2);
}

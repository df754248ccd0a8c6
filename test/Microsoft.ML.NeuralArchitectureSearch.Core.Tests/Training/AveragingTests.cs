using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class AveragingTests
{
    [Test]
    public void Averaging_begins_when_a_loss_is_above_the_best_before_the_last_n()
    {
        var trigger = new AveragingTrigger(patience: 2);

        // The first two never count; 7.5 is no better than what stands more than two checks before it, 7.
        Assert.That(
            new[] { 9.0, 8, 7, 8, 6.5, 7.5 }.Select(trigger.IsPulledBy),
            Is.EqualTo(new[] { false, false, false, false, false, true }));
    }

    [Test]
    public void The_mean_is_that_of_the_weights_behind_every_step_since_then()
    {
        using var weight = new Parameter(tensor(new[] { 100.0 }));
        using var average = new AveragedWeights([weight]);
        foreach (var value in new[] { 1.0, 2.0, 6.0 })
        {
            Set(weight, value);
            average.Add();
        }

        average.Exchange();
        Assert.That(weight[0].item<double>(), Is.EqualTo(3).Within(1e-12));
        average.Exchange();
        Assert.That(weight[0].item<double>(), Is.EqualTo(6));
    }

    [Test]
    public void The_best_weights_are_those_of_the_least_loss()
    {
        using var weight = new Parameter(tensor(new[] { 1.0 }));
        using var best = new BestWeights([weight]);
        foreach (var (value, loss) in new[] { (1.0, 5.0), (2.0, 3.0), (3.0, 4.0), (4.0, double.NaN) })
        {
            Set(weight, value);
            best.Offer(loss);
        }

        best.Restore();

        Assert.That(weight[0].item<double>(), Is.EqualTo(2));
    }

    private static void Set(Parameter weight, double value)
    {
        using var noGradient = no_grad();
        weight.fill_(value);
    }
}

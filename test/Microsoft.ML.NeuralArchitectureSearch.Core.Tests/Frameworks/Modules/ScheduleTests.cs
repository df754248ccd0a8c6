using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.Modules;

/// <summary>The expected rates are PyTorch's, from a first rate of 1.</summary>
public sealed class ScheduleTests
{
    private static double[] Rates(int steps, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> make)
    {
        using var parameter = nn.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1);
        var schedule = make(optimizer);
        var rates = new List<double> { optimizer.ParamGroups.Single().LearningRate };
        for (var i = 0; i < steps; i++)
        {
            schedule.step();
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
        }

        Assert.That(schedule.get_last_lr().Single(), Is.EqualTo(rates[^1]));
        return [.. rates];
    }

    [Test]
    public void Cosine_annealing_falls_and_rises() =>
        Assert.That(Rates(8, o => optim.lr_scheduler.CosineAnnealingLR(o, 4, eta_min: 0.1)),
            Is.EqualTo(new[] { 1, 0.8681980515339464, 0.55, 0.23180194846605368, 0.1, 0.2318019484660536, 0.55, 0.8681980515339467, 1 }).Within(1e-14));

    [Test]
    public void Linear_warm_up_ends_at_the_full_rate() =>
        Assert.That(Rates(5, o => optim.lr_scheduler.LinearLR(o, 0.25, 1, 4)),
            Is.EqualTo(new[] { 0.25, 0.4375, 0.625, 0.8125, 1, 1 }).Within(1e-14));

    [Test]
    public void Polynomial_decay_ends_at_zero() =>
        Assert.That(Rates(5, o => optim.lr_scheduler.PolynomialLR(o, 4, 2)),
            Is.EqualTo(new[] { 1, 0.5625, 0.25, 0.0625, 0, 0 }).Within(1e-14));

    [Test]
    public void Steps_of_equal_and_of_given_lengths()
    {
        Assert.That(Rates(6, o => optim.lr_scheduler.StepLR(o, 3, 0.5)), Is.EqualTo(new[] { 1, 1, 1, 0.5, 0.5, 0.5, 0.25 }).Within(1e-14));
        Assert.That(Rates(6, o => optim.lr_scheduler.MultiStepLR(o, [2, 5])), Is.EqualTo(new[] { 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01 }).Within(1e-14));
    }

    [Test]
    public void Exponential_and_arbitrary_factors()
    {
        Assert.That(Rates(3, o => optim.lr_scheduler.ExponentialLR(o, 0.5)), Is.EqualTo(new[] { 1, 0.5, 0.25, 0.125 }).Within(1e-14));
        Assert.That(Rates(2, o => optim.lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch))), Is.EqualTo(new[] { 1, 0.5, 1 / 3.0 }).Within(1e-14));
    }

    [Test]
    public void One_schedule_follows_another() =>
        Assert.That(Rates(4, o => optim.lr_scheduler.SequentialLR(o, [optim.lr_scheduler.ConstantLR(o, 0.1, 2), optim.lr_scheduler.ExponentialLR(o, 0.9)], [2])),
            Is.EqualTo(new[] { 0.1, 0.1, 1, 0.9, 0.81 }).Within(1e-14));

    [Test]
    public void A_plateau_lowers_the_rate_once_patience_ends()
    {
        using var parameter = nn.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1);
        var schedule = optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1);
        var rates = new List<double>();

        foreach (var loss in new[] { 3.0, 2, 2, 2, 2, 2 })
        {
            schedule.step(loss);
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
        }

        Assert.That(rates, Is.EqualTo(new[] { 1, 1, 1, 0.5, 0.5, 0.25 }));
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Reinforcement;

public sealed class PolicyUpdateTests
{
    private static readonly float[] Sampled = [-1f, -2f, -0.5f, -1.5f];

    [Test]
    public void REINFORCE_weighs_the_logarithms_by_the_advantages()
    {
        var (loss, gradient) = Loss(new ReinforceUpdate(), [-1f, -2f, -0.5f, -1.5f], [2f, -1f]);

        // -1/2 ((-1 - 2) · 2 + (-0.5 - 1.5) · -1)
        Assert.That(loss, Is.EqualTo(2).Within(1e-6));
        Assert.That(gradient, Is.EqualTo(new[] { -1f, -1f, 0.5f, 0.5f }).Within(1e-6));
    }

    [Test]
    public void At_the_policy_that_wrote_the_samples_both_rules_point_the_same_way()
    {
        var (_, reinforce) = Loss(new ReinforceUpdate(), Sampled, [2f, -1f]);
        var (_, proximal) = Loss(new ProximalPolicyUpdate(), Sampled, [2f, -1f]);

        Assert.That(proximal, Is.EqualTo(reinforce).Within(1e-6));
    }

    [Test]
    public void The_proximal_rule_stops_pushing_once_a_choice_has_moved_far_enough()
    {
        // Ratios 1.5, 0.5, 1.5, 0.5.
        float[] moved = [-1f + MathF.Log(1.5f), -2f + MathF.Log(0.5f), -0.5f + MathF.Log(1.5f), -1.5f + MathF.Log(0.5f)];

        var (loss, gradient) = Loss(new ProximalPolicyUpdate { ClipRange = 0.2 }, moved, [2f, -1f]);

        // min(r A, clip(r) A): 1.2 · 2, 0.5 · 2, 1.5 · -1, 0.8 · -1; a gradient r A where it is not clipped.
        Assert.That(loss, Is.EqualTo(-(2.4 + 1 - 1.5 - 0.8) / 2).Within(1e-5));
        Assert.That(gradient, Is.EqualTo(new[] { 0f, -0.5f, 0.75f, 0f }).Within(1e-5));
    }

    [Test]
    public void A_rule_of_no_steps_or_without_room_is_refused()
    {
        Assert.That(
            () => new ProximalPolicyUpdate { Steps = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("Steps"));
        Assert.That(
            () => new ProximalPolicyUpdate { ClipRange = 1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("ClipRange"));
    }

    private static (double Loss, float[] Gradient) Loss(IPolicyUpdate update, float[] logProbabilities, float[] advantages)
    {
        using var scope = NewDisposeScope();
        var current = tensor(logProbabilities).view(2, 2).requires_grad_();
        var loss = update.Loss(current, tensor(Sampled).view(2, 2), tensor(advantages));
        var gradient = autograd.grad([loss], [current])[0];
        return (loss.item<float>(), [.. gradient.data<float>()]);
    }
}

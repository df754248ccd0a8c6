using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Teaches a controller to write what is rewarded.</summary>
/// <remarks>
/// A reward counts by how far it lies above the baseline, a moving average of all rewards (arXiv:1611.01578, section 3.2), measured in
/// units of the
/// rewards' own moving deviation: so learning rate and entropy weight fit fractions as well as percentages.
/// </remarks>
internal sealed class PolicyTrainer : IDisposable
{
    private readonly TokenController _controller;
    private readonly PolicyTrainingOptions _options;
    private readonly AdamOptimizer _optimizer;
    private double _variance;
    private double _worst = double.PositiveInfinity;

    /// <summary>Begins to teach.</summary>
    /// <param name="controller">The controller; the trainer does not own it.</param>
    /// <param name="options">How it learns.</param>
    /// <exception cref="ArgumentNullException">There is no controller, or there are no options.</exception>
    public PolicyTrainer(TokenController controller, PolicyTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(options);
        (_controller, _options) = (controller, options);
        _optimizer = new AdamOptimizer(controller.parameters(), options.LearningRate, new AdamOptions());
    }

    /// <summary>The moving average of the rewards; <see langword="null"/> before the first one.</summary>
    public double? Baseline { get; private set; }

    /// <summary>Learns from a batch.</summary>
    /// <param name="samples">What the controller wrote, at least one.</param>
    /// <param name="rewards">
    /// How good each of them is, the higher the better; negative infinity, a failure, counts as the worst reward so far.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// There is no sample, there are more samples than rewards or fewer, or a reward is not a number.
    /// </exception>
    public void Learn(IReadOnlyList<ControllerSample> samples, IReadOnlyList<double> rewards) => Learn(samples, rewards, beforeStep: null);

    internal void Learn(IReadOnlyList<ControllerSample> samples, IReadOnlyList<double> rewards, Action? beforeStep)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(rewards);
        if (samples.Count == 0 || samples.Count != rewards.Count
            || rewards.Any(reward => double.IsNaN(reward) || double.IsPositiveInfinity(reward)))
        {
            throw new ArgumentException(
                $"Each of at least one sample has a reward below infinity; found {samples.Count} samples and "
                + $"[{string.Join(", ", rewards)}].", nameof(rewards));
        }

        _worst = Math.Min(_worst, rewards.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min());
        if (!double.IsFinite(_worst))
        {
            return; // Nothing but failures so far: none is better than another.
        }

        Step(samples, Advantages([.. rewards.Select(reward => Math.Max(reward, _worst))]), beforeStep);
    }

    /// <inheritdoc />
    public void Dispose() => _optimizer.Dispose();

    // The first batch has no rewards before it: its own mean and variance stand for them.
    private float[] Advantages(double[] rewards)
    {
        var baseline = Baseline ?? rewards.Average();
        _variance = Baseline is null ? rewards.Average(reward => Square(reward - baseline)) : _variance;
        foreach (var reward in rewards)
        {
            Baseline = Moved(Baseline ?? baseline, reward);
            _variance = Moved(_variance, Square(reward - baseline));
        }

        var deviation = Math.Sqrt(_variance);
        return [.. rewards.Select(reward => deviation > 0 ? (float)((reward - baseline) / deviation) : 0)];
    }

    private double Moved(double average, double value) => (_options.BaselineDecay * average) + ((1 - _options.BaselineDecay) * value);

    private void Step(IReadOnlyList<ControllerSample> samples, float[] advantages, Action? beforeStep)
    {
        using var threads = TorchThreads.Single();
        using var scope = NewDisposeScope();
        var sampled = tensor([.. samples.SelectMany(sample => sample.LogProbabilities)], device: CPU).view(samples.Count, -1);
        var weights = tensor(advantages, device: CPU);
        for (var step = 0; step < _options.Update.Steps; step++)
        {
            beforeStep?.Invoke();
            using var inner = NewDisposeScope();
            var (logProbabilities, entropies) = _controller.Evaluate([.. samples.Select(sample => sample.Tokens)]);
            var loss = _options.Update.Loss(logProbabilities, sampled, weights) - entropies.sum(1).mean().Mul(_options.EntropyWeight);
            _optimizer.ClearGradients();
            loss.backward();
            nn.utils.clip_grad_norm_(_controller.parameters(), _options.GradientClipping);
            _optimizer.Step();
        }
    }

    private static double Square(double value) => value * value;
}

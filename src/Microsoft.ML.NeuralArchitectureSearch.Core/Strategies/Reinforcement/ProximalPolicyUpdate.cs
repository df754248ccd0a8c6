using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Proximal policy optimisation: several steps on one batch, none of them far from the policy that wrote it.</summary>
/// <remarks>
/// Schulman et al. (2017), arXiv:1707.06347, Eq. (7), as NASNet uses it (Zoph et al. 2018, arXiv:1707.07012, appendix B): the mean over the
/// batch of
/// Σ_t min(r_t·A, clip(r_t, 1 − ε, 1 + ε)·A) with r_t = π(a_t) / π_sampled(a_t) is made large.
/// </remarks>
public sealed record ProximalPolicyUpdate : IPolicyUpdate
{
    /// <summary>Gradient steps on each batch of samples. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Steps { get; init => field = Checked.Positive(value, nameof(Steps)); } = 4;

    /// <summary>ε: how far a ratio of probabilities may move from 1 and still count. Default 0.2, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ClipRange { get; init => field = Checked.Between0And1(value, nameof(ClipRange)); } = 0.2;

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public Tensor Loss(Tensor logProbabilities, Tensor sampled, Tensor advantages)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(sampled);
        ArgumentNullException.ThrowIfNull(advantages);
        var ratios = (logProbabilities - sampled).exp(); // [B, T]
        var advantage = advantages.unsqueeze(1); // [B, 1]
        return -(ratios * advantage).minimum(ratios.Clamp(1 - ClipRange, 1 + ClipRange) * advantage).sum(1).mean();
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>REINFORCE: one step along the gradient of the expected reward.</summary>
/// <remarks>
/// Williams (1992), as in Zoph and Le (2017), arXiv:1611.01578, section 3.2: ∇J = 1/B Σ_b Σ_t ∇ log π(a_t | a_1 ... a_{t-1}) · (R_b −
/// baseline).
/// </remarks>
public sealed record ReinforceUpdate : IPolicyUpdate
{
    /// <summary>1: after a step the samples are no longer the policy's own.</summary>
    public int Steps => 1;

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public Tensor Loss(Tensor logProbabilities, Tensor sampled, Tensor advantages)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(advantages);
        return -(logProbabilities.sum(1) * advantages).mean();
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>
/// Steps by Adam: every weight has a rate of its own, by the size of its gradients, so that rare words are learned as fast as frequent
/// ones.
/// </summary>
/// <remarks>
/// Kingma and Ba (2015), arXiv:1412.6980; weight decay apart from the gradient, as in Loshchilov and Hutter (2019), arXiv:1711.05101.
/// </remarks>
public sealed record AdamOptions
{
    /// <summary>Share of the running mean of the gradient that stays. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Beta1 { get; init => field = Checked.BelowOne(value, nameof(Beta1)); } = 0.9;

    /// <summary>Share of the running mean of the squared gradient that stays. Default 0.999.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double Beta2 { get; init => field = Checked.BelowOne(value, nameof(Beta2)); } = 0.999;

    /// <summary>What is added to the root of the squared gradient. Default 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double Epsilon { get; init => field = Checked.Positive(value, nameof(Epsilon)); } = 1e-8;
}

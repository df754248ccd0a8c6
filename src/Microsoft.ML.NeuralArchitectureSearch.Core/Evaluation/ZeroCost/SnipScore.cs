using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>How much the loss would change, to first order, if weights were taken out one by one.</summary>
/// <remarks>
/// Lee et al., "SNIP" (2019), arXiv:1810.02340, Eq. (4), added up as in Abdelfattah et al. (2021), arXiv:2101.08134, Eq. (1): S = Σ |∂L/∂θ
/// ⊙ θ|
/// over the weights of convolutions and linear layers.
/// </remarks>
internal sealed class SnipScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        using var scope = NewDisposeScope();
        var pairs = probe.LossGradients().ToList();
        using var noGradient = no_grad();
        return pairs.Sum(pair => pair.Gradient.mul(pair.Weight).abs().sum().to(ScalarType.Float64).item<double>());
    }
}

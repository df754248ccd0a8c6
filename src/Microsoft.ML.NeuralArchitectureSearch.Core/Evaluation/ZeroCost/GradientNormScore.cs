using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>The Euclidean norms of the loss's gradient, added up over all convolutions and linear layers.</summary>
/// <remarks>Abdelfattah et al. (2021), arXiv:2101.08134, section 3.1: S = Σ ‖∂L/∂θ‖₂ over the layers θ.</remarks>
internal sealed class GradientNormScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        using var scope = NewDisposeScope();
        return probe.LossGradients().Sum(pair => pair.Gradient.norm().to(ScalarType.Float64).item<double>());
    }
}

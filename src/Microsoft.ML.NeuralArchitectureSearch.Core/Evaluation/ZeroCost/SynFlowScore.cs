using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>The synaptic flow: how much all paths through the network carry, without any data.</summary>
/// <remarks>
/// Tanaka et al., "Pruning neural networks without any data by iteratively conserving synaptic flow" (2020), arXiv:2006.05467, Eq. (4),
/// added up as in
/// Abdelfattah et al. (2021), arXiv:2101.08134, Eq. (1): with all weights replaced by their absolute values, an image of ones and R the sum
/// of the
/// outputs, S = Σ |∂R/∂θ ⊙ θ| over the weights of convolutions and linear layers. Batch normalization is left out, as in Abdelfattah et
/// al.: before any
/// training it is the identity in evaluation mode. The score is log(1 + S), which keeps the order; S itself may have a hundred digits.
/// </remarks>
internal sealed class SynFlowScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        using var scope = NewDisposeScope();
        probe.Network.to(ScalarType.Float64).eval();
        Linearize(probe);
        var shape = probe.Images.shape;
        var flow = probe.Network.call(ones(1, shape[1], shape[2], shape[3], ScalarType.Float64, probe.Images.device)).sum();
        var pairs = probe.Gradients(flow).ToList();
        using var noGradient = no_grad();
        return Math.Log(1 + pairs.Sum(pair => pair.Gradient.mul(pair.Weight).abs().sum().item<double>()));
    }

    private static void Linearize(ZeroCostProbe probe)
    {
        using var noGradient = no_grad();
        foreach (var weight in probe.Network.parameters())
        {
            weight.copy_(weight.abs());
        }
    }
}

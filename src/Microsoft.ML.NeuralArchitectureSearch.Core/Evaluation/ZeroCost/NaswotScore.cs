using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>How differently images switch the network's rectifiers on and off.</summary>
/// <remarks>
/// Mellor et al., "Neural Architecture Search without Training" (2021), arXiv:2006.04647, Eq. (2) and (3): every image has a binary code,
/// which rectifiers
/// it switches on; K_ij is the number of rectifiers that images i and j switch alike, and S = log |det K|. No score where two images have
/// one code.
/// </remarks>
internal sealed class NaswotScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var count = probe.Images.shape[0];
        var kernel = zeros(count, count, ScalarType.Float64, probe.Images.device);         // [N, N]
        probe.Network.Observer = (node, output) => AddAgreements(kernel, node, output);
        probe.Network.call(probe.Images);
        var (sign, logarithm) = linalg.slogdet(kernel);
        return sign.item<double>() > 0 ? logarithm.item<double>() : double.NegativeInfinity;
    }

    private static void AddAgreements(Tensor kernel, GraphNode node, Tensor output)
    {
        if (node.Layer is not ReluLayer)
        {
            return;
        }

        // On one matrix of +1 and -1: both on or both off is +1, otherwise -1, so that agreements = (product + values) / 2, exact in
        // float32.
        using var scope = NewDisposeScope();
        var codes = output.flatten(1).Gt(0).to(ScalarType.Float32).Mul(2).Sub(1);          // [N, values]
        kernel.AddInPlace(codes.matmul(codes.t()).Add(codes.shape[1]).Div(2).to(ScalarType.Float64));
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>How differently the network reacts to different images: the correlations of its gradients with respect to the images.</summary>
/// <remarks>
/// Mellor et al., "Neural Architecture Search without Training" (2020), arXiv:2006.04647v1, Eq. (7): with J the gradients of the summed
/// logits, one row
/// for each image, and λ the eigenvalues of the correlation matrix of its rows, S = −Σ (log(λ + k) + 1 / (λ + k)), k = 10⁻⁵.
/// No score where the logits do not depend on an image.
/// </remarks>
internal sealed class JacobianCovarianceScore : IZeroCostScore
{
    private const double K = 1e-5;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The network reads texts: numbers of words have no gradient.</exception>
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        if (probe.Graph.Nodes.Any(node => node.Layer is EmbeddingLayer))
        {
            throw new ArgumentException(
                $"{nameof(JacobianCovarianceScore)} is made of gradients with respect to the inputs; numbers of words have none. "
                + $"{nameof(SnipScore)} scores networks over texts.",
                nameof(probe));
        }

        using var scope = NewDisposeScope();
        var images = probe.Images.detach().clone().requires_grad_(true);
        var jacobian = autograd.grad([probe.Network.call(images).sum()], [images])[0];
        using var noGradient = no_grad();
        var rows = jacobian.to(ScalarType.Float64).flatten(1);                             // [N, C · H · W]
        var centred = rows.sub(rows.mean([1], keepdim: true));
        var norms = centred.norm(1, keepdim: true, p: 2f);
        if (norms.min().item<double>() == 0)
        {
            return double.NegativeInfinity;
        }

        var directions = centred.div(norms);
        var eigenvalues = linalg.eigvalsh(directions.matmul(directions.t())).Add(K);       // [N]
        return -eigenvalues.log().Add(eigenvalues.reciprocal()).sum().item<double>();
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>A number that can be read off a network before it is trained, and that tells good networks from bad ones.</summary>
/// <remarks>Abdelfattah et al., "Zero-Cost Proxies for Lightweight NAS" (2021), arXiv:2101.08134.</remarks>
public interface IZeroCostScore
{
    /// <summary>Scores a network.</summary>
    /// <param name="probe">The network and a mini-batch.</param>
    /// <returns>The higher the better; not a finite number where the network has no score.</returns>
    double Of(ZeroCostProbe probe);
}

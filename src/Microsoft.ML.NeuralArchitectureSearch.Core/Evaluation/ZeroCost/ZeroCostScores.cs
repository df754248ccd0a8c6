namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>The scores of untrained networks that the library computes.</summary>
public static class ZeroCostScores
{
    /// <summary>The Euclidean norms of the loss's gradient, added up over all convolutions and linear layers.</summary>
    /// <remarks>Abdelfattah et al. (2021), arXiv:2101.08134, section 3.1.</remarks>
    public static IZeroCostScore GradientNorm { get; } = new GradientNormScore();

    /// <summary>
    /// How differently the network reacts to different images: the correlations of its gradients with respect to the images.
    /// </summary>
    /// <remarks>Mellor et al., "Neural Architecture Search without Training" (2020), arXiv:2006.04647v1, Eq. (7).</remarks>
    public static IZeroCostScore JacobianCovariance { get; } = new JacobianCovarianceScore();

    /// <summary>The number of multiply-adds for one image.</summary>
    public static IZeroCostScore MultiplyAdds { get; } = new MultiplyAddsScore();

    /// <summary>How differently images switch the network's rectifiers on and off.</summary>
    /// <remarks>Mellor et al., "Neural Architecture Search without Training" (2021), arXiv:2006.04647, Eq. (2) and (3).</remarks>
    public static IZeroCostScore Naswot { get; } = new NaswotScore();

    /// <summary>The number of trainable weights: the baseline that every other zero-cost score has to beat.</summary>
    public static IZeroCostScore ParameterCount { get; } = new ParameterCountScore();

    /// <summary>How much the loss would change, to first order, if weights were taken out one by one.</summary>
    /// <remarks>Lee et al., "SNIP" (2019), arXiv:1810.02340, Eq. (4).</remarks>
    public static IZeroCostScore Snip { get; } = new SnipScore();

    /// <summary>The synaptic flow: how much the weights carry of an image of ones.</summary>
    /// <remarks>Tanaka et al. (2020), arXiv:2006.05467, Eq. (4).</remarks>
    public static IZeroCostScore SynFlow { get; } = new SynFlowScore();
}

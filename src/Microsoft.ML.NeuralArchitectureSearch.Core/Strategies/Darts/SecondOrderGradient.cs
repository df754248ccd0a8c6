namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>How the second-order architecture gradient is computed.</summary>
public enum SecondOrderGradient
{
    /// <summary>The Hessian-vector product by central finite differences, as in the paper: arXiv:1806.09055, Eq. (8).</summary>
    FiniteDifference,

    /// <summary>The Hessian-vector product exactly, by differentiating the gradient: arXiv:1806.09055, Eq. (7).</summary>
    Exact,
}

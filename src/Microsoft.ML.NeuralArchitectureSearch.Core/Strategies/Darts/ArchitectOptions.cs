namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>How α is trained.</summary>
/// <param name="Order">1 or 2: order of the gradient.</param>
/// <param name="SecondOrderGradient">How the second-order term is computed.</param>
/// <param name="LearningRate">Learning rate of Adam.</param>
/// <param name="WeightDecay">Weight decay of α.</param>
/// <param name="FirstBeta">How much of the mean gradient goes on; that of its square is 0.999.</param>
internal sealed record ArchitectOptions(
    int Order,
    SecondOrderGradient SecondOrderGradient,
    double LearningRate,
    double WeightDecay,
    double FirstBeta)
{
    /// <summary>Whether the gradient is one of a gradient, which the kernels cannot give.</summary>
    public bool IsTwiceDifferentiated => Order == 2 && SecondOrderGradient == SecondOrderGradient.Exact;
}

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>How the weights' steps are made.</summary>
/// <param name="Momentum">Share of the last step that goes on.</param>
/// <param name="WeightDecay">Weight of the weights themselves in the gradient.</param>
/// <param name="GradientClipping">Norm that the gradient is clipped to; infinity for none.</param>
internal sealed record WeightOptimizerOptions(double Momentum, double WeightDecay, double GradientClipping)
{
    /// <summary>Makes the steps Adam's, which have no momentum; <see langword="null"/> for those of SGD.</summary>
    public AdamOptions? Adam { get; init; }
}

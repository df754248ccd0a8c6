namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>A way to compute the gradient of the validation loss by α.</summary>
internal interface IArchitectureGradient
{
    /// <summary>Computes the gradient; weights and α are afterwards as before.</summary>
    /// <param name="problem">The supernet, its weights, α and the two mini-batches.</param>
    /// <returns>The gradient, its tensors in the caller's dispose scope.</returns>
    ArchitectureGradient Of(BilevelProblem problem);
}

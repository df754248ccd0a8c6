using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The gradient that takes the present weights for the best ones: ξ = 0.</summary>
/// <remarks>arXiv:1806.09055, section 2.3, "first-order approximation". Only α's gradient is asked for, never the weights'.</remarks>
internal sealed class FirstOrderGradient : IArchitectureGradient
{
    public ArchitectureGradient Of(BilevelProblem problem)
    {
        using var scope = NewDisposeScope();
        using var frozen = new FrozenWeights(problem.Weights);
        var loss = problem.ValidationLoss();
        var figures = loss.Figures;
        var gradients = Gradients.Of(loss.Loss, problem.Alphas);
        return new ArchitectureGradient([.. gradients.Select(gradient => gradient.MoveToOuterDisposeScope())], figures);
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The second-order gradient, its Hessian-vector product by differentiating the gradient of the training loss.</summary>
/// <remarks>arXiv:1806.09055, Eq. (7).</remarks>
internal sealed class ExactGradient : IArchitectureGradient
{
    public ArchitectureGradient Of(BilevelProblem problem)
    {
        using var scope = NewDisposeScope();
        using var weights = new UnrolledWeights(problem.Weights);
        var unrolled = SecondOrder.Unroll(problem, weights);

        // The training loss is taken once more: what the first pass kept for its derivatives has been overwritten by the unrolled weights.
        weights.Restore();
        using var buffers = new KeptBuffers(problem.Supernet);
        var loss = problem.TrainingLoss().Loss;
        var gradient = Gradients.Of(loss, problem.Weights, differentiable: true);
        var alongVector = gradient.Zip(unrolled.Weights, (first, second) => first.mul(second).sum());
        var products = Gradients.Of(stack(alongVector).sum(), problem.Alphas);
        return unrolled.Minus(problem.Unrolled.LearningRate, products);
    }
}

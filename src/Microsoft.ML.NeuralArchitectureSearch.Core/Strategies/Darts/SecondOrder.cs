using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>What both second-order gradients share: the validation loss's gradients at the weights after one unrolled step.</summary>
/// <param name="Alphas">∇α L_val(w', α), one tensor for each α.</param>
/// <param name="Weights">∇w' L_val(w', α), one tensor for each weight; clipped where the step is.</param>
/// <param name="Scale">What the training gradient was multiplied by to be clipped: a constant to the derivatives.</param>
/// <param name="Validation">Loss and accuracy on the validation mini-batch at w'.</param>
internal sealed record SecondOrder(Tensor[] Alphas, Tensor[] Weights, double Scale, BatchFigures Validation)
{
    /// <summary>Unrolls the step and differentiates; the weights stay at w'.</summary>
    public static SecondOrder Unroll(BilevelProblem problem, UnrolledWeights weights)
    {
        var clip = problem.Unrolled.Clip;
        var gradient = Gradients.Of(problem.TrainingLoss().Loss, problem.Weights);
        var scale = clip.ScaleOf(gradient);
        weights.Step(problem.Unrolled, gradient, scale);

        // The unrolled weights belong to an imagined network: its statistics are not this network's.
        using var buffers = new KeptBuffers(problem.Supernet);
        var loss = problem.ValidationLoss();
        var figures = loss.Figures;
        var gradients = Gradients.Of(loss.Loss, [.. problem.Alphas, .. problem.Weights]);
        return new SecondOrder(gradients[..problem.Alphas.Count], clip.Apply(gradients[problem.Alphas.Count..]), scale, figures);
    }

    /// <summary>∇α L_val(w', α) − ξ · (∇²αw L_train(w, α) · ∇w' L_val(w', α)), Eq. (7).</summary>
    /// <param name="learningRate">ξ.</param>
    /// <param name="products">The Hessian-vector product, one tensor for each α.</param>
    /// <returns>The gradient, moved to the outer dispose scope.</returns>
    public ArchitectureGradient Minus(double learningRate, IEnumerable<Tensor> products) => new(
        [.. Alphas.Zip(products, (alpha, product) => alpha.sub(product.Mul(learningRate * Scale)).MoveToOuterDisposeScope())],
        Validation);
}

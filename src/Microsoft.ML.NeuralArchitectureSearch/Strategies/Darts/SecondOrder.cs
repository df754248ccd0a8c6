using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>What both second-order gradients share: the validation loss's gradients at the weights after one unrolled step.</summary>
/// <param name="Alphas">∇α L_val(w', α), one tensor for each α.</param>
/// <param name="Weights">∇w' L_val(w', α), one tensor for each weight.</param>
/// <param name="Validation">Loss and accuracy on the validation mini-batch at w'.</param>
internal sealed record SecondOrder(Tensor[] Alphas, Tensor[] Weights, BatchFigures Validation)
{
    /// <summary>Unrolls the step and differentiates; the weights stay at w'.</summary>
    public static SecondOrder Unroll(BilevelProblem problem, UnrolledWeights weights)
    {
        weights.Step(problem.Unrolled, Gradients.Of(problem.Forward(problem.Training).Loss, problem.Weights));

        // The unrolled weights belong to an imagined network: its statistics are not this network's.
        using var buffers = new KeptBuffers(problem.Network);
        var (loss, logits) = problem.Forward(problem.Validation);
        var figures = BatchFigures.Of(loss, logits, problem.Validation.Labels);
        var gradients = Gradients.Of(loss, [.. problem.Alphas, .. problem.Weights]);
        return new SecondOrder(gradients[..problem.Alphas.Count], gradients[problem.Alphas.Count..], figures);
    }

    /// <summary>∇α L_val(w', α) − ξ · (∇²αw L_train(w, α) · ∇w' L_val(w', α)), Eq. (7).</summary>
    /// <param name="learningRate">ξ.</param>
    /// <param name="products">The Hessian-vector product, one tensor for each α.</param>
    /// <returns>The gradient, moved to the outer dispose scope.</returns>
    public ArchitectureGradient Minus(double learningRate, IEnumerable<Tensor> products) => new(
        [.. Alphas.Zip(products, (alpha, product) => alpha.sub(product.mul(learningRate)).MoveToOuterDisposeScope())],
        Validation);
}

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One step's instance of the bilevel problem: α is to lower the validation loss at the weights that the training loss leads to.</summary>
/// <remarks>arXiv:1806.09055, Eq. (3) and (4).</remarks>
internal sealed record BilevelProblem
{
    /// <summary>The supernet: images <c>[N, C, H, W]</c> and the mixing weights of both cells <c>[E, O]</c> to logits <c>[N, K]</c>.</summary>
    public required Module<Tensor, Tensor, Tensor, Tensor> Network { get; init; }

    /// <summary>The supernet's weights (w).</summary>
    public required IReadOnlyList<Parameter> Weights { get; init; }

    /// <summary>The architecture parameters (α) of the normal and of the reduction cell, <c>[E, O]</c> each.</summary>
    public required IReadOnlyList<Tensor> Alphas { get; init; }

    /// <summary>The mini-batch that the weights are trained on.</summary>
    public required (Tensor Images, Tensor Labels) Training { get; init; }

    /// <summary>The mini-batch that α is trained on.</summary>
    public required (Tensor Images, Tensor Labels) Validation { get; init; }

    /// <summary>The step of the weights that a second-order gradient looks through.</summary>
    public required UnrolledStep Unrolled { get; init; }

    /// <summary>Loss and logits of a mini-batch at the present weights and α.</summary>
    /// <returns>Mean cross-entropy, a scalar, and logits <c>[N, K]</c>.</returns>
    public (Tensor Loss, Tensor Logits) Forward((Tensor Images, Tensor Labels) batch)
    {
        var logits = Network.call(batch.Images, Alphas[0].softmax(-1), Alphas[1].softmax(-1));
        return (functional.cross_entropy(logits, batch.Labels), logits);
    }
}

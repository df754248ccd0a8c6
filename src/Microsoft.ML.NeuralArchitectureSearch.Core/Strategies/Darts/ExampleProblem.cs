using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>The bilevel problem of a supernet that classifies labelled examples.</summary>
internal sealed record ExampleProblem : BilevelProblem
{
    /// <summary>
    /// The supernet: images <c>[N, C, H, W]</c> and the mixing weights of both cells <c>[E, O]</c> to logits <c>[N, K]</c>.
    /// </summary>
    public required Module<Tensor, Tensor, Tensor, Tensor> Network { get; init; }

    /// <summary>The mini-batch that the weights are trained on.</summary>
    public required (Tensor Inputs, Tensor Labels) Training { get; init; }

    /// <summary>The mini-batch that α is trained on.</summary>
    public required (Tensor Inputs, Tensor Labels) Validation { get; init; }

    public override Module Supernet => Network;

    public override BatchLoss TrainingLoss() => Forward(Training);

    public override BatchLoss ValidationLoss() => Forward(Validation);

    /// <summary>Loss and logits of a mini-batch at the present weights and α.</summary>
    public BatchLoss Forward((Tensor Inputs, Tensor Labels) batch)
    {
        var logits = Network.call(batch.Inputs, Alphas[0].softmax(-1), Alphas[1].softmax(-1));
        var loss = functional.cross_entropy(logits, batch.Labels);
        return new(loss, () => BatchFigures.Of(loss, logits, batch.Labels));
    }
}

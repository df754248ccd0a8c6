using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// One step's instance of the bilevel problem: α is to lower the validation loss at the weights that the training loss leads to.
/// </summary>
/// <remarks>arXiv:1806.09055, Eq. (3) and (4).</remarks>
internal abstract record BilevelProblem
{
    /// <summary>The supernet's weights (w).</summary>
    public required IReadOnlyList<Parameter> Weights { get; init; }

    /// <summary>The architecture parameters (α), <c>[E, O]</c> each.</summary>
    public required IReadOnlyList<Tensor> Alphas { get; init; }

    /// <summary>The step of the weights that a second-order gradient looks through.</summary>
    public required UnrolledStep Unrolled { get; init; }

    /// <summary>The supernet, for its buffers.</summary>
    public abstract Module Supernet { get; }

    /// <summary>The loss of the mini-batch that the weights are trained on, at the present weights and α.</summary>
    public abstract BatchLoss TrainingLoss();

    /// <summary>The loss of the mini-batch that α is trained on, at the present weights and α.</summary>
    public abstract BatchLoss ValidationLoss();
}

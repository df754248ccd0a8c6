using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Keeps activations small and slow: what is added to the cross-entropy of a language model.</summary>
/// <remarks>Merity et al. (2018), arXiv:1708.02182, section 4.6; as in the reference code of DARTS by the mean of squares.</remarks>
internal static class LanguageModelLoss
{
    /// <summary>Adds α · mean(dropped²) + β · mean((h_t − h_{t−1})²).</summary>
    /// <param name="loss">The cross-entropy, a scalar.</param>
    /// <param name="hidden">What the recurrent layer gives, float <c>[T, B, H]</c>.</param>
    /// <param name="dropped">The same behind the output dropout.</param>
    /// <param name="activation">α.</param>
    /// <param name="temporal">β.</param>
    /// <returns>The loss to be differentiated, in the caller's dispose scope.</returns>
    public static Tensor Regularized(Tensor loss, Tensor hidden, Tensor dropped, double activation, double temporal)
    {
        if (activation > 0)
        {
            loss = loss.Add(dropped.Square().mean().Mul(activation));
        }

        var steps = hidden.shape[0];
        if (temporal > 0 && steps > 1)
        {
            var change = hidden.narrow(0, 1, steps - 1).sub(hidden.narrow(0, 0, steps - 1));
            loss = loss.Add(change.Square().mean().Mul(temporal));
        }

        return loss;
    }
}

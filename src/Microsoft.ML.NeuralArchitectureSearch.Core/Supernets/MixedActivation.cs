using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>
/// The element-wise part of a relaxed node: over all states that it may read, all activations behind the gate, summed with the weights of
/// the choice.
/// </summary>
/// <remarks>Liu et al., "DARTS" (2019), arXiv:1806.09055, Eq. (2), for the nodes of section 3.1.2.</remarks>
internal static class MixedActivation
{
    /// <summary>Computes Σₛ Σₖ wₛₖ · (s + σ(cₛ) · (fₖ(hₛ) − s)).</summary>
    /// <param name="products">cₛ and hₛ side by side, float <c>[S, B, 2H]</c>.</param>
    /// <param name="states">The states that may be read, float <c>[S, B, H]</c>.</param>
    /// <param name="weights">w: softmax of these edges' architecture parameters, float <c>[S, O]</c>.</param>
    /// <param name="candidates">fₖ for each column of the weights; <see langword="null"/> for <c>none</c>, which adds nothing.</param>
    /// <returns>The node's state, float <c>[B, H]</c>.</returns>
    public static Tensor Forward(Tensor products, Tensor states, Tensor weights, ImmutableArray<RecurrentActivation?> candidates)
    {
        var halves = products.chunk(2, -1);
        Tensor? mixture = null;
        Tensor? total = null;
        for (var column = 0; column < candidates.Length; column++)
        {
            if (candidates[column] is not { } activation)
            {
                continue;
            }

            var weight = weights.narrow(1, column, 1).unsqueeze(-1);    // [S, 1, 1]
            var weighted = activation.Apply(halves[1]).mul(weight);
            mixture = mixture is null ? weighted : mixture.Add(weighted);
            total = total is null ? weight : total.Add(weight);
        }

        return states.mul(total!).lerp(mixture!, halves[0].sigmoid()).sum(dim: 0);
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The element-wise part of a node: its gate decides how much of the state that it reads is replaced.</summary>
/// <remarks>Zilly et al., "Recurrent Highway Networks" (2017), arXiv:1607.03474, as used by ENAS, arXiv:1802.03268, appendix A.</remarks>
internal static class HighwayNode
{
    /// <summary>Computes s + σ(c) · (f(h) − s).</summary>
    /// <param name="product">c and h side by side, float <c>[B, 2H]</c>.</param>
    /// <param name="state">The state that the node reads (s), float <c>[B, H]</c>.</param>
    /// <param name="activation">f.</param>
    /// <returns>The node's state, float <c>[B, H]</c>.</returns>
    public static Tensor Forward(Tensor product, Tensor state, RecurrentActivation activation)
    {
        var halves = product.chunk(2, -1);
        return state.lerp(activation.Apply(halves[1]), halves[0].sigmoid());
    }
}

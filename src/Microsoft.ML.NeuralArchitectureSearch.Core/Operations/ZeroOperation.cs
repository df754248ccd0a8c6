using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>No connection: <c>none</c>. The output is zero.</summary>
internal sealed class ZeroOperation(int stride) : Module<Tensor, Tensor>(nameof(ZeroOperation))
{
    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Zeros, float <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        // A product rather than new zeros: what feeds only this operation keeps a gradient, and it is zero.
        using var scope = NewDisposeScope();
        return input.slice(2, 0, input.size(2), stride).slice(3, 0, input.size(3), stride).Mul(0).MoveToOuterDisposeScope();
    }
}

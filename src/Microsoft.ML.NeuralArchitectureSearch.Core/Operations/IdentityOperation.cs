using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>The output is the input.</summary>
internal sealed class IdentityOperation() : Module<Tensor, Tensor>(nameof(IdentityOperation))
{
    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>The same values under a handle of its own, so that caller and callee may each dispose theirs.</returns>
    public override Tensor forward(Tensor input) => input.alias();
}

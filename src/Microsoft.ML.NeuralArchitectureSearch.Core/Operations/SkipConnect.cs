using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>The shortest way: <c>skip_connect</c>. The identity at stride 1, a factorized reduction at stride 2.</summary>
internal static class SkipConnect
{
    public static Module<Tensor, Tensor> Create(OperationContext at) =>
        at.Stride == 1 ? new IdentityOperation() : new FactorizedReduction(at.Channels, at.Channels, at.Affine);
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>The tensors that a stack of cells computes with.</summary>
/// <param name="First">What the first cell reads as the output before the previous one, float32 <c>[B, C″, H″, W″, L]</c>.</param>
/// <param name="Second">What it reads as the previous output, float32 <c>[B, C′, H, W, L]</c>; <see langword="null"/> where it is the same.</param>
/// <param name="Choice">The weights of the relaxed choices, float32 <c>[2, E, O]</c>; <see langword="null"/> where nothing is chosen.</param>
internal sealed record StackInputs(Tensor First, Tensor? Second, Tensor? Choice)
{
    /// <summary>Number of blocks of images (B).</summary>
    public int Blocks => (int)First.size(0);

    /// <summary>Images in a block (L).</summary>
    public int Lanes => (int)First.size(4);

    /// <summary>Whether any of them is differentiated by.</summary>
    public bool NeedGradients => First.requires_grad || Second is { requires_grad: true } || Choice is { requires_grad: true };
}

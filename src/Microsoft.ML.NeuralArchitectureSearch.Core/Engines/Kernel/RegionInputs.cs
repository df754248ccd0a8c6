using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>The tensors that a region computes with.</summary>
/// <param name="Maps">The inputs, float32 <c>[B, C, H, W, L]</c> each.</param>
/// <param name="Parameters">The trainable parameters, float32 <c>[P]</c>.</param>
/// <param name="Choice">
/// The weights of the relaxed choices, float32 <c>[2, E, O]</c>; <see langword="null"/> where nothing is chosen.
/// </param>
internal sealed record RegionInputs(ImmutableArray<Tensor> Maps, Tensor Parameters, Tensor? Choice)
{
    /// <summary>Number of blocks of images (B).</summary>
    public int Blocks => (int)Maps[0].size(0);

    /// <summary>Images in a block (L).</summary>
    public int Lanes => (int)Maps[0].size(4);

    /// <summary>Whether any of them is differentiated by.</summary>
    public bool NeedGradients => Parameters.requires_grad || Choice is { requires_grad: true } || Maps.Any(map => map.requires_grad);
}

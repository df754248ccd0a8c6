using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;

namespace Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

/// <summary>What the next layer of a chain reads, as far as it decides which layers fit.</summary>
/// <param name="Height">Height of the feature map.</param>
/// <param name="Width">Width of the feature map.</param>
/// <param name="IsDense">Whether there was a dense layer, so that there is no feature map any more.</param>
internal readonly record struct ChainState(int Height, int Width, bool IsDense)
{
    private int Smaller => Math.Min(Height, Width);

    public bool Fits(ChainLayer layer, int largestDenseInput) => layer switch
    {
        ChainConvolution convolution => !IsDense && Math.Max(convolution.Kernel, convolution.Stride) <= Smaller,
        ChainPooling pooling => !IsDense && Math.Max(pooling.Kernel, pooling.Stride) <= Smaller,
        _ => IsDense || Math.Max(Height, Width) <= largestDenseInput,
    };

    public ChainState After(ChainLayer layer) => layer switch
    {
        ChainConvolution convolution => AtStride(convolution.Stride),
        ChainPooling pooling => AtStride(pooling.Stride),
        _ => new(1, 1, IsDense: true),
    };

    private ChainState AtStride(int stride) => new((Height - 1) / stride + 1, (Width - 1) / stride + 1, IsDense);
}

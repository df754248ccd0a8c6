using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>
/// ReLU, a convolution over a row, one over a column, batch normalization, such as <c>conv_7x1_1x7</c>:
/// float <c>[N, C, H, W]</c> to <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.
/// </summary>
/// <remarks>A candidate of Zoph et al. (2018), arXiv:1707.07012, that AmoebaNet (Real et al., 2019, arXiv:1802.01548) uses.</remarks>
internal static class FactorizedConvolution
{
    public static Module<Tensor, Tensor> Create(int length, OperationContext at) =>
        Sequential(
            ReLU(),
            Drawn.Conv2d(at.Channels, at.Channels, (1, length), stride: (1, at.Stride), padding: (0, length / 2), bias: false),
            Drawn.Conv2d(at.Channels, at.Channels, (length, 1), stride: (at.Stride, 1), padding: (length / 2, 0), bias: false),
            new BatchNormalization(at.Channels, at.Affine));

    /// <summary>With a normalization behind each of the two, such as NAO's <c>conv_1x3_3x1</c>.</summary>
    public static Module<Tensor, Tensor> CreateNormalizedTwice(int length, OperationContext at) =>
        Sequential(
            ReLU(),
            Drawn.Conv2d(at.Channels, at.Channels, (1, length), stride: (1, at.Stride), padding: (0, length / 2), bias: false),
            new BatchNormalization(at.Channels, at.Affine),
            Drawn.Conv2d(at.Channels, at.Channels, (length, 1), stride: (at.Stride, 1), padding: (length / 2, 0), bias: false),
            new BatchNormalization(at.Channels, at.Affine));
}

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, a convolution, batch normalization, such as <c>nor_conv_3x3</c>: float <c>[N, C, H, W]</c> to <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</summary>
/// <remarks>A candidate of NAS-Bench-201 (Dong and Yang, 2020, arXiv:2001.00326) and of NAO (Luo et al., 2018, arXiv:1808.07233).</remarks>
internal static class PlainConvolution
{
    public static Module<Tensor, Tensor> Create(int kernel, OperationContext at, int groups = 1) =>
        Sequential(
            ReLU(),
            Drawn.Conv2d(at.Channels, at.Channels, kernel, stride: at.Stride, padding: kernel / 2, groups: groups, bias: false),
            new BatchNormalization(at.Channels, at.Affine));
}

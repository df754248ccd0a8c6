using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, a convolution of each channel by itself, batch normalization, such as <c>dw_conv_3x3</c>.</summary>
/// <remarks>A primitive of Liu et al. (2018), arXiv:1711.00436, section 4.1.</remarks>
internal static class DepthwiseConvolution
{
    public static Module<Tensor, Tensor> Create(int kernel, OperationContext at) => PlainConvolution.Create(kernel, at, groups: at.Channels);
}

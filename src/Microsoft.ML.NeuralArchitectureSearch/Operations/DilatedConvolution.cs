using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution that reads every second pixel, 1x1 convolution, batch normalization, such as <c>dil_conv_3x3</c>.</summary>
/// <remarks>Dilation 2, so that 3x3 weights see 5x5 pixels: Liu et al. (2019), arXiv:1806.09055, section 3.1.</remarks>
internal sealed class DilatedConvolution : Module<Tensor, Tensor>
{
    private const int Dilation = 2;

    private readonly Sequential op;

    public DilatedConvolution(int kernel, OperationContext at)
        : base(nameof(DilatedConvolution))
    {
        var channels = at.Channels;
        var padding = kernel / 2 * Dilation;
        op = Sequential(
            ReLU(),
            Conv2d(channels, channels, kernel, stride: at.Stride, padding: padding, dilation: Dilation, groups: channels, bias: false),
            Conv2d(channels, channels, 1, bias: false),
            BatchNorm2d(channels, affine: at.Affine));
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</returns>
    public override Tensor forward(Tensor input) => op.call(input);
}

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization, all applied twice, such as <c>sep_conv_3x3</c>.</summary>
/// <remarks>Applied twice as in Zoph et al. (2018), arXiv:1707.07012; the stride is that of the first half.</remarks>
internal sealed class SeparableConvolution : Module<Tensor, Tensor>
{
    private readonly Sequential op;

    public SeparableConvolution(int kernel, OperationContext at)
        : base(nameof(SeparableConvolution))
    {
        var channels = at.Channels;
        op = Sequential(
            ReLU(),
            Conv2d(channels, channels, kernel, stride: at.Stride, padding: kernel / 2, groups: channels, bias: false),
            Conv2d(channels, channels, 1, bias: false),
            BatchNorm2d(channels, affine: at.Affine),
            ReLU(),
            Conv2d(channels, channels, kernel, padding: kernel / 2, groups: channels, bias: false),
            Conv2d(channels, channels, 1, bias: false),
            BatchNorm2d(channels, affine: at.Affine));
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, ⌈H / stride⌉, ⌈W / stride⌉]</c>.</returns>
    public override Tensor forward(Tensor input) => op.call(input);
}

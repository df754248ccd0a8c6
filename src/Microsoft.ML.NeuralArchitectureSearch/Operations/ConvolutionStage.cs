using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization: what separable and dilated convolutions are made of.</summary>
internal sealed class ConvolutionStage
{
    private readonly ReLU _positive = ReLU();

    public ConvolutionStage(int channels, int kernel, int stride, int dilation, bool affine)
    {
        (Stride, Dilation, Padding) = (stride, dilation, kernel / 2 * dilation);
        Depthwise = Conv2d(channels, channels, kernel, stride: stride, padding: Padding, dilation: dilation, groups: channels, bias: false);
        Pointwise = Conv2d(channels, channels, 1, bias: false);
        Norm = BatchNorm2d(channels, affine: affine);
    }

    public int Stride { get; }

    public int Dilation { get; }

    public int Padding { get; }

    /// <summary>Weights float <c>[C, 1, k, k]</c>.</summary>
    public Conv2d Depthwise { get; }

    /// <summary>Weights float <c>[C, C, 1, 1]</c>.</summary>
    public Conv2d Pointwise { get; }

    public BatchNorm2d Norm { get; }

    /// <summary>The layers in the order in which they are applied.</summary>
    public IEnumerable<Module<Tensor, Tensor>> Layers => [_positive, Depthwise, Pointwise, Norm];
}

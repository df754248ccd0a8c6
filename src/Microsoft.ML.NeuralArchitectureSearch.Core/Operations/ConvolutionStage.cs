using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization: what separable and dilated convolutions are made of.</summary>
internal sealed class ConvolutionStage
{
    private readonly ReLU _positive = ReLU();

    private readonly int _channels;

    public ConvolutionStage(int channels, int kernel, int stride, int dilation, bool affine)
    {
        _channels = channels;
        (Kernel, Stride, Dilation, Padding) = (kernel, stride, dilation, kernel / 2 * dilation);
        Depthwise = Drawn.Conv2d(channels, channels, kernel, stride: stride, padding: Padding, dilation: dilation, groups: channels, bias: false);
        Pointwise = Drawn.Conv2d(channels, channels, 1, bias: false);
        Norm = new BatchNormalization(channels, affine);
    }

    /// <summary>Height and width of the depthwise filters.</summary>
    public int Kernel { get; }

    public int Stride { get; }

    public int Dilation { get; }

    private int Padding { get; }

    /// <summary>Weights float <c>[C, 1, k, k]</c>.</summary>
    public Conv2d Depthwise { get; }

    /// <summary>Weights float <c>[C, C, 1, 1]</c>.</summary>
    public Conv2d Pointwise { get; }

    public BatchNormalization Norm { get; }

    /// <summary>Whether one dense convolution is trained faster than a depthwise one and a 1x1 one.</summary>
    /// <remarks>
    /// It is with few channels: libtorch has no fast kernels for the backward pass of depthwise convolutions, least for dilated ones.
    /// </remarks>
    public bool IsFasterFused => _channels <= (Dilation > 1 ? 32 : 16);

    /// <summary>The weights of the dense convolution that equals the depthwise and the 1x1 one together, float <c>[C, C, k, k]</c>.</summary>
    public Tensor FusedWeights() => Depthwise.weight.transpose(0, 1) * Pointwise.weight;

    /// <summary>The layers in the order in which they are applied.</summary>
    public IEnumerable<Module<Tensor, Tensor>> Layers => [_positive, Depthwise, Pointwise, Norm];

    /// <summary>Convolves by other weights at the stride, padding and dilation of the depthwise convolution.</summary>
    public Tensor Convolve(Tensor input, Tensor weights, long groups) =>
        functional.conv2d(input, weights, null, [Stride, Stride], [Padding, Padding], [Dilation, Dilation], groups);
}

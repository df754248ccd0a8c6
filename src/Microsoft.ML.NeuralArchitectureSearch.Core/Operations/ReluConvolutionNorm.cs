using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>ReLU, 1x1 convolution, batch normalization: brings a cell's input to the cell's number of channels.</summary>
internal sealed class ReluConvolutionNorm : Module<Tensor, Tensor>
{
    private readonly Sequential op;

    public ReluConvolutionNorm(int inputChannels, int outputChannels, bool affine)
        : base(nameof(ReluConvolutionNorm))
    {
        op = Sequential(ReLU(), Drawn.Conv2d(inputChannels, outputChannels, 1, bias: false), new BatchNormalization(outputChannels, affine));
        RegisterComponents();
    }

    public Conv2d Convolution => (Conv2d)op[1];

    public BatchNormalization Norm => (BatchNormalization)op[2];

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C', H, W]</c>.</returns>
    public override Tensor forward(Tensor input) => op.call(input);
}

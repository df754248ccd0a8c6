using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>Halves height and width without losing pixels: two 1x1 convolutions at stride 2, the second one pixel further, side by side.</summary>
/// <remarks>
/// ReLU, convolutions, batch normalization, as in the reference code of Liu et al. (2019), arXiv:1806.09055.
/// Height, width and the number of output channels must be even.
/// </remarks>
internal sealed class FactorizedReduction : Module<Tensor, Tensor>
{
    private readonly Conv2d conv_1;
    private readonly Conv2d conv_2;
    private readonly BatchNormalization bn;

    public FactorizedReduction(int inputChannels, int outputChannels, bool affine)
        : base(nameof(FactorizedReduction))
    {
        conv_1 = Drawn.Conv2d(inputChannels, outputChannels / 2, 1, stride: 2, bias: false);
        conv_2 = Drawn.Conv2d(inputChannels, outputChannels / 2, 1, stride: 2, bias: false);
        bn = new BatchNormalization(outputChannels, affine);
        RegisterComponents();
    }

    /// <summary>The convolution that reads the pixels of even rows and columns.</summary>
    public Conv2d Even => conv_1;

    /// <summary>The convolution that reads the pixels of odd rows and columns.</summary>
    public Conv2d Odd => conv_2;

    public BatchNormalization Norm => bn;

    /// <summary>The feature map without its first row and column, float <c>[N, C, H - 1, W - 1]</c>.</summary>
    public static Tensor Shift(Tensor input) => input.narrow(2, 1, input.size(2) - 1).narrow(3, 1, input.size(3) - 1);

    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C', H / 2, W / 2]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var positive = functional.relu(input);                                           // [N, C, H, W]
        var joined = cat([conv_1.call(positive), conv_2.call(Shift(positive))], 1);      // [N, C', H / 2, W / 2]
        return bn.call(joined).MoveToOuterDisposeScope();
    }
}

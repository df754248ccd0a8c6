using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class Conv1d : Convolution
{
    internal Conv1d(long in_channels, long out_channels, ConvolutionShape shape, long groups, bool bias, PaddingModes padding_mode, Device device, ScalarType? dtype)
        : base(nameof(Conv1d), in_channels, out_channels, shape, groups, bias, padding_mode, device, dtype)
    {
    }

    public override Tensor forward(Tensor input) => Convolve("aten::conv1d", input);
}

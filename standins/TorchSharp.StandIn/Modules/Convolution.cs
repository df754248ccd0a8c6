using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public abstract class Convolution : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] protected Parameter _weight;
    [ComponentName(Name = "bias")] protected Parameter _bias;

    internal Convolution(string name, long in_channels, long out_channels, ConvolutionShape shape, long groups, bool bias, PaddingModes padding_mode, Device device, ScalarType? dtype)
        : base(name)
    {
        if (in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException("in_channels and out_channels must be divisible by groups");

        (this.in_channels, this.out_channels, this.groups, this.padding_mode) = (in_channels, out_channels, groups, padding_mode);
        (kernel_size, stride, dilation) = (shape.Kernel, shape.Stride, shape.Dilation);
        (padding, padding_type) = (shape.Padding, shape.PaddingType);

        weight = ParameterFactory.Empty([out_channels, in_channels / groups, .. kernel_size], device, dtype);
        if (bias)
            this.bias = ParameterFactory.Empty([out_channels], device, dtype);
        reset_parameters();
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

#nullable enable annotations
    public long[]? padding { get; }
#nullable restore annotations

    public Padding? padding_type { get; }

    public long[] dilation { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => ReplaceParameter(nameof(weight), ref _weight, value);
    }

#nullable enable annotations
    public Parameter? bias
#nullable restore annotations
    {
        get => _bias;
        set => ReplaceParameter(nameof(bias), ref _bias, value);
    }

    public void reset_parameters()
    {
        init.kaiming_uniform_(_weight, Math.Sqrt(5));
        if (_bias is null)
            return;
        var (fanIn, _) = init.CalculateFanInAndFanOut(_weight);
        var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        init.uniform_(_bias, -bound, bound);
    }

    /// Pads the input itself where libtorch's convolution cannot: it only knows padding by zeros.
    internal Tensor Convolve(string operation, Tensor input)
    {
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = functional.pad(input, BorderSizes(), padding_mode);
            return Aten.Call(operation, padded, _weight, _bias, stride, new long[kernel_size.Length], dilation, groups);
        }

        if (padding_type is { } type)
            return Aten.Call(operation + ".padding", input, _weight, _bias, stride, functional.PaddingName(type), dilation, groups);
        return Aten.Call(operation, input, _weight, _bias, stride, padding, dilation, groups);
    }

    /// Left and right of the last dimension first, as functional.pad wants them.
    private long[] BorderSizes()
    {
        var borders = new List<long>();
        for (var i = kernel_size.Length - 1; i >= 0; i--)
        {
            var total = dilation[i] * (kernel_size[i] - 1);
            if (padding_type is null)
                borders.AddRange([padding[i], padding[i]]);
            else if (padding_type == Padding.Valid)
                borders.AddRange([0, 0]);
            else
                borders.AddRange([total / 2, total - total / 2]);
        }

        return [.. borders];
    }
}

using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public class Linear : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private Parameter _weight;
    [ComponentName(Name = "bias")] private Parameter _bias;

    internal Linear(Parameter weight, Parameter bias) : base(nameof(Linear))
    {
        (in_features, out_features) = (weight.shape[1], weight.shape[0]);
        this.weight = weight;
        this.bias = bias;
    }

    internal Linear(long inputSize, long outputSize, bool hasBias, Device device, ScalarType? dtype) : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = ParameterFactory.Empty([outputSize, inputSize], device, dtype);
        init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (hasBias)
            bias = ParameterFactory.Uniform(inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0, [outputSize], device, dtype);
    }

    public long in_features { get; set; }

    public long out_features { get; set; }

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

    public override Tensor forward(Tensor tensor) => functional.linear(tensor, _weight, _bias);
}

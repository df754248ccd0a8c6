using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class GRUCell : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "weight_ih")] private Parameter _weight_ih;
    [ComponentName(Name = "weight_hh")] private Parameter _weight_hh;
    [ComponentName(Name = "bias_ih")] private Parameter _bias_ih;
    [ComponentName(Name = "bias_hh")] private Parameter _bias_hh;
    private readonly long _hiddenSize;

    internal GRUCell(long inputSize, long hiddenSize, bool bias, Device device, ScalarType? dtype) : base(nameof(GRUCell))
    {
        _hiddenSize = hiddenSize;
        var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        Parameter New(params long[] shape) => ParameterFactory.Uniform(bound, shape, device, dtype);

        weight_ih = New(3 * hiddenSize, inputSize);
        weight_hh = New(3 * hiddenSize, hiddenSize);
        if (!bias)
            return;
        bias_ih = New(3 * hiddenSize);
        bias_hh = New(3 * hiddenSize);
    }

#nullable enable annotations
    public Parameter? weight_ih
#nullable restore annotations
    {
        get => _weight_ih;
        set => ReplaceParameter(nameof(weight_ih), ref _weight_ih, value);
    }

#nullable enable annotations
    public Parameter? weight_hh
#nullable restore annotations
    {
        get => _weight_hh;
        set => ReplaceParameter(nameof(weight_hh), ref _weight_hh, value);
    }

#nullable enable annotations
    public Parameter? bias_ih
#nullable restore annotations
    {
        get => _bias_ih;
        set => ReplaceParameter(nameof(bias_ih), ref _bias_ih, value);
    }

#nullable enable annotations
    public Parameter? bias_hh
#nullable restore annotations
    {
        get => _bias_hh;
        set => ReplaceParameter(nameof(bias_hh), ref _bias_hh, value);
    }

    public override Tensor forward(Tensor input, Tensor h0 = null)
    {
        using var zero = h0 is null ? zeros([input.shape[0], _hiddenSize], input.dtype, input.device) : null;
        return Aten.Call("aten::gru_cell", input, h0 ?? zero, _weight_ih, _weight_hh, _bias_ih, _bias_hh);
    }
}

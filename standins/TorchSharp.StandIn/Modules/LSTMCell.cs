using System.Runtime.InteropServices;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
{
    [ComponentName(Name = "weight_ih")] private Parameter _weight_ih;
    [ComponentName(Name = "weight_hh")] private Parameter _weight_hh;
    [ComponentName(Name = "bias_ih")] private Parameter _bias_ih;
    [ComponentName(Name = "bias_hh")] private Parameter _bias_hh;

    internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device device, ScalarType? dtype) : base(nameof(LSTMCell))
    {
        var bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        Parameter New(params long[] shape) => ParameterFactory.Uniform(bound, shape, device, dtype);

        weight_ih = New(4 * hiddenSize, inputSize);
        weight_hh = New(4 * hiddenSize, hiddenSize);
        if (!bias)
            return;
        bias_ih = New(4 * hiddenSize);
        bias_hh = New(4 * hiddenSize);
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

    public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
    {
        // Without a state TorchSharp hands over two undefined tensors, which libtorch refuses.
        if (h0_c0 is not { } state)
            throw new ExternalException($"Input batch size {input.shape[0]} doesn't match hidden0 batch size 0");
        var results = Aten.CallMany("aten::lstm_cell", input, new[] { state.Item1, state.Item2 }, _weight_ih, _weight_hh, _bias_ih, _bias_hh);
        return (results[0], results[1]);
    }

    public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
}

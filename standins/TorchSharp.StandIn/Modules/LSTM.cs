using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
{
    private readonly RecurrentShape _shape;

    internal LSTM(RecurrentShape shape, Device device, ScalarType? dtype) : base(nameof(LSTM))
    {
        _shape = shape;
        _shape.Register(this, gates: 4, device, dtype);
    }

    public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
    {
        if (h0_c0 is { } state)
            return Run(input, state.Item1, state.Item2);
        using var zero = _shape.InitialState(input);
        return Run(input, zero, zero);
    }

    public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

    // Only a layout hint for cuDNN: on the CPU there is nothing to do.
    public void flatten_parameters() { }

    private (Tensor, Tensor, Tensor) Run(Tensor input, Tensor hidden, Tensor cell)
    {
        var results = _shape.Run("aten::lstm.input", this, input, new[] { hidden, cell });
        return (results[0], results[1], results[2]);
    }
}

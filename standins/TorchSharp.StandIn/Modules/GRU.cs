using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class GRU : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
{
    private readonly RecurrentShape _shape;

    internal GRU(RecurrentShape shape, Device device, ScalarType? dtype) : base(nameof(GRU))
    {
        _shape = shape;
        _shape.Register(this, gates: 3, device, dtype);
    }

    public override (Tensor, Tensor) forward(Tensor input, Tensor h0 = null)
    {
        using var zero = h0 is null ? _shape.InitialState(input) : null;
        var results = _shape.Run("aten::gru.input", this, input, h0 ?? zero);
        return (results[0], results[1]);
    }

    public new (Tensor, Tensor) call(Tensor input, Tensor h0 = null) => base.call(input, h0);

    // Only a layout hint for cuDNN: on the CPU there is nothing to do.
    public void flatten_parameters() { }
}

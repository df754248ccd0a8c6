using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed class RNN : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
{
    private readonly RecurrentShape _shape;
    private readonly string _operation;

    internal RNN(RecurrentShape shape, nn.NonLinearities nonLinearity, Device device, ScalarType? dtype) : base(nameof(RNN))
    {
        _shape = shape;
        _operation = nonLinearity == nn.NonLinearities.ReLU ? "aten::rnn_relu.input" : "aten::rnn_tanh.input";
        _shape.Register(this, gates: 1, device, dtype);
    }

    public override (Tensor, Tensor) forward(Tensor input, Tensor h0)
    {
        using var zero = h0 is null ? _shape.InitialState(input) : null;
        var results = _shape.Run(_operation, this, input, h0 ?? zero);
        return (results[0], results[1]);
    }

    public new (Tensor, Tensor) call(Tensor input, Tensor h0 = null) => base.call(input, h0);

    // Only a layout hint for cuDNN: on the CPU there is nothing to do.
    public void flatten_parameters() { }
}

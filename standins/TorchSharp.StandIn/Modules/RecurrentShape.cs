using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// What LSTM, GRU and RNN have in common: their weights' names, order and shapes, and how a call is made.
internal sealed record RecurrentShape(long Input, long Hidden, long Layers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    private long Directions => Bidirectional ? 2 : 1;

    /// Uniform in ±1/√hidden, drawn in the order in which PyTorch draws them.
    internal void Register(nn.Module module, long gates, Device device, ScalarType? dtype)
    {
        var bound = Hidden > 0 ? 1 / Math.Sqrt(Hidden) : 0;
        for (var layer = 0L; layer < Layers; layer++)
        {
            for (var direction = 0L; direction < Directions; direction++)
            {
                var suffix = direction == 0 ? $"_l{layer}" : $"_l{layer}_reverse";
                var width = layer == 0 ? Input : Hidden * Directions;
                void Add(string name, params long[] shape) =>
                    module.register_parameter(name + suffix, ParameterFactory.Uniform(bound, shape, device, dtype));

                Add("weight_ih", gates * Hidden, width);
                Add("weight_hh", gates * Hidden, Hidden);
                if (!Bias)
                    continue;
                Add("bias_ih", gates * Hidden);
                Add("bias_hh", gates * Hidden);
            }
        }
    }

    internal Tensor InitialState(Tensor input)
    {
        var batch = input.shape[BatchFirst ? 0 : 1];
        return zeros([Layers * Directions, batch, Hidden], input.dtype, input.device);
    }

    internal Tensor[] Run(string operation, nn.Module module, Tensor input, Arg state)
    {
        var weights = module.named_parameters(false).Select(named => (Tensor)named.parameter).ToArray();
        return Aten.CallMany(operation, input, state, weights, Bias, Layers, Dropout, module.training, Bidirectional, BatchFirst);
    }
}

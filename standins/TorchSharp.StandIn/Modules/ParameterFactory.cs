using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// New weights in no dispose scope: a module outlives the scope that it is made in.
internal static class ParameterFactory
{
    internal static Parameter Empty(long[] shape, Device device, ScalarType? dtype) => Own(empty(shape, dtype, device));

    internal static Parameter Filled(double value, long[] shape, Device device, ScalarType? dtype)
    {
        var parameter = Empty(shape, device, dtype);
        nn.init.constant_(parameter, value);
        return parameter;
    }

    internal static Parameter Uniform(double bound, long[] shape, Device device, ScalarType? dtype)
    {
        var parameter = Empty(shape, device, dtype);
        nn.init.uniform_(parameter, -bound, bound);
        return parameter;
    }

    internal static Parameter Own(Tensor tensor, bool trainable = true)
    {
        var parameter = new Parameter(tensor, trainable);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    internal static Tensor Buffer(Tensor tensor)
    {
        tensor.DetachFromDisposeScope();
        return tensor;
    }
}

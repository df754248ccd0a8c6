using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Tensors made from numbers, which are held until the native call has returned (see <see cref="HeldScalars"/>).</summary>
internal static class NumberTensors
{
    /// <summary>The whole numbers from 0 to the end, without it; int64 <c>[end]</c>.</summary>
    /// <param name="end">The number behind the last one.</param>
    /// <param name="device">Where the tensor lives.</param>
    public static Tensor Range(long end, Device device)
    {
#pragma warning disable RS0030 // As in HeldScalars.
        using var first = 0L.ToScalar();
        using var last = end.ToScalar();
        using var step = 1L.ToScalar();
#pragma warning restore RS0030
        return arange(first, last, step, ScalarType.Int64, device);
    }

    /// <summary>One whole number in every place, int64.</summary>
    /// <param name="size">The size of the tensor.</param>
    /// <param name="number">The number.</param>
    /// <param name="device">Where the tensor lives.</param>
    public static Tensor Filled(long[] size, long number, Device device)
    {
#pragma warning disable RS0030 // As in HeldScalars.
        using var held = number.ToScalar();
#pragma warning restore RS0030
        return full(size, held, ScalarType.Int64, device);
    }
}

using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Operations between tensors and numbers whose <see cref="Scalar"/> is held until the native call has returned.</summary>
/// <remarks>
/// TorchSharp converts a number to an object with a finalizer, hands the native code its address and holds it no longer. When another
/// thread
/// allocates meanwhile, the collector frees the number that is being read. Hence the conversions, and all that makes them, are banned
/// symbols.
/// A whole number is an <see cref="long"/>: it does not turn integers into floating point numbers.
/// </remarks>
internal static class HeldScalars
{
#pragma warning disable RS0030 // The one place that makes scalars.
    private static readonly Scalar One = 1L.ToScalar();

    private static Scalar Hold(double number) => number.ToScalar();

    private static Scalar Hold(long number) => number.ToScalar();
#pragma warning restore RS0030

    /// <summary>tensor + other.</summary>
    public static Tensor Add(this Tensor tensor, Tensor other) => tensor.add(other, One);

    /// <summary>tensor + factor · other.</summary>
    public static Tensor Add(this Tensor tensor, Tensor other, double factor)
    {
        using var held = Hold(factor);
        return tensor.add(other, held);
    }

    /// <summary>tensor + number.</summary>
    public static Tensor Add(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.add(held, One);
    }

    /// <inheritdoc cref="Add(Tensor, double)"/>
    public static Tensor Add(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.add(held, One);
    }

    /// <summary>tensor − number.</summary>
    public static Tensor Sub(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.sub(held);
    }

    /// <summary>number · tensor.</summary>
    public static Tensor Mul(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.mul(held);
    }

    /// <inheritdoc cref="Mul(Tensor, double)"/>
    public static Tensor Mul(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.mul(held);
    }

    /// <summary>tensor / number.</summary>
    public static Tensor Div(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.div(held);
    }

    /// <summary>The square of every value.</summary>
    public static Tensor Square(this Tensor tensor)
    {
        using var held = Hold(2L);
        return tensor.pow(held);
    }

    /// <summary>Every value within two bounds.</summary>
    public static Tensor Clamp(this Tensor tensor, double minimum, double maximum)
    {
        using var least = Hold(minimum);
        using var most = Hold(maximum);
        return tensor.clamp(least, most);
    }

    /// <summary>Every value, at least the bound.</summary>
    public static Tensor ClampMin(this Tensor tensor, double minimum)
    {
        using var held = Hold(minimum);
        return tensor.clamp_min(held);
    }

    /// <summary>The tensor with a number at the places of a mask.</summary>
    public static Tensor MaskedFill(this Tensor tensor, Tensor mask, double number)
    {
        using var held = Hold(number);
        return tensor.masked_fill(mask, held);
    }

    /// <summary>tensor = number, as a mask.</summary>
    public static Tensor Eq(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.eq(held);
    }

    /// <summary>tensor ≠ number, as a mask.</summary>
    public static Tensor Ne(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.ne(held);
    }

    /// <summary>tensor &gt; number, as a mask.</summary>
    public static Tensor Gt(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.gt(held);
    }

    /// <summary>tensor ≥ number, as a mask.</summary>
    public static Tensor Ge(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.ge(held);
    }

    /// <summary>tensor &lt; number, as a mask.</summary>
    public static Tensor Lt(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.lt(held);
    }
}

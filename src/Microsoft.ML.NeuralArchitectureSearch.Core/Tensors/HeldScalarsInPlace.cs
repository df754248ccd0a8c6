using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>The operations of <see cref="HeldScalars"/> that change the tensor; each returns the tensor itself.</summary>
internal static class HeldScalarsInPlace
{
#pragma warning disable RS0030 // As in HeldScalars.
    private static readonly Scalar One = 1L.ToScalar();

    private static Scalar Hold(double number) => number.ToScalar();

    private static Scalar Hold(long number) => number.ToScalar();
#pragma warning restore RS0030

    /// <summary>tensor ← tensor + other.</summary>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>tensor ← tensor + factor · other.</summary>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other, double factor)
    {
        using var held = Hold(factor);
        return tensor.add_(other, held);
    }

    /// <summary>tensor ← tensor + number.</summary>
    public static Tensor AddInPlace(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.add_(held, One);
    }

    /// <inheritdoc cref="AddInPlace(Tensor, double)"/>
    public static Tensor AddInPlace(this Tensor tensor, long number)
    {
        using var held = Hold(number);
        return tensor.add_(held, One);
    }

    /// <summary>tensor ← tensor + factor · first · second.</summary>
    public static Tensor AddProductInPlace(this Tensor tensor, Tensor first, Tensor second, double factor)
    {
        using var held = Hold(factor);
        return tensor.addcmul_(first, second, held);
    }

    /// <summary>tensor ← tensor + factor · dividend / divisor.</summary>
    public static Tensor AddQuotientInPlace(this Tensor tensor, Tensor dividend, Tensor divisor, double factor)
    {
        using var held = Hold(factor);
        return tensor.addcdiv_(dividend, divisor, held);
    }

    /// <summary>tensor ← number · tensor.</summary>
    public static Tensor MulInPlace(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.mul_(held);
    }

    /// <summary>tensor ← tensor / number.</summary>
    public static Tensor DivInPlace(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.div_(held);
    }

    /// <summary>Sets every value.</summary>
    public static Tensor FillInPlace(this Tensor tensor, double number)
    {
        using var held = Hold(number);
        return tensor.fill_(held);
    }
}

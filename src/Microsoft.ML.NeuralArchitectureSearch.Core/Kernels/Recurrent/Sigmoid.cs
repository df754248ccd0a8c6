using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>The logistic function and the hyperbolic tangent, relative error below 1e-6.</summary>
/// <remarks>
/// Both come from e = exp(-|x|) and w = e - 1, of which neither is computed from the other, as that would cancel:
/// x = n · ln 2 + r, p = exp(r) - 1 by its series, e = 2ⁿ p + 2ⁿ, w = 2ⁿ p + (2ⁿ - 1). Below -87 the logistic function stays at exp(-87).
/// </remarks>
internal static class Sigmoid<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const float Least = -87;
    private const float Shift = 12582912; // 1.5 · 2²³: what is added to it is rounded to a whole number.
    private const float Log2OfE = 1.44269504f;
    private const float Ln2High = 0.693145752f; // Few digits: its product with n is exact.
    private const float Ln2Low = 1.42860677e-6f;

    /// <returns>1 / (1 + exp(-x)).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Of(TLanes x)
    {
        var (power, series) = Exponential(x);
        var e = TLanes.MultiplyAdd(power, series, power);
        var one = TLanes.Broadcast(1);
        return TLanes.WhereGreater(x, TLanes.Zero, one, e) / (one + e);
    }

    /// <returns>tanh(x) and 1 / (1 + exp(-x)).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Tangent, TLanes Logistic) Both(TLanes x)
    {
        var (power, series) = Exponential(x);
        var one = TLanes.Broadcast(1);
        var e = TLanes.MultiplyAdd(power, series, power);
        var w = TLanes.MultiplyAdd(power, series, power - one);
        var (first, second) = (one + e, TLanes.MultiplyAdd(e, e, one));
        var inverse = one / (first * second);
        var tangent = w * first * first * inverse;
        return (
            TLanes.WhereGreater(x, TLanes.Zero, TLanes.Zero - tangent, tangent),
            TLanes.WhereGreater(x, TLanes.Zero, one, e) * second * inverse);
    }

    /// <returns>exp(-|x|), no less than exp(-87).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Decay(TLanes x)
    {
        var (power, series) = Exponential(x);
        return TLanes.MultiplyAdd(power, series, power);
    }

    // exp(-|x|) = power · (1 + series).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Power, TLanes Series) Exponential(TLanes x)
    {
        var negative = TLanes.WhereGreater(x, TLanes.Zero, TLanes.Zero - x, x);
        negative = TLanes.WhereGreater(TLanes.Broadcast(Least), negative, TLanes.Broadcast(Least), negative);
        var shifted = TLanes.MultiplyAdd(negative, TLanes.Broadcast(Log2OfE), TLanes.Broadcast(Shift));
        var whole = shifted - TLanes.Broadcast(Shift);
        var rest = TLanes.MultiplyAdd(whole, TLanes.Broadcast(-Ln2High), negative);
        rest = TLanes.MultiplyAdd(whole, TLanes.Broadcast(-Ln2Low), rest);
        var sum = TLanes.MultiplyAdd(rest, TLanes.Broadcast(1f / 5040), TLanes.Broadcast(1f / 720));
        sum = TLanes.MultiplyAdd(rest, sum, TLanes.Broadcast(1f / 120));
        sum = TLanes.MultiplyAdd(rest, sum, TLanes.Broadcast(1f / 24));
        sum = TLanes.MultiplyAdd(rest, sum, TLanes.Broadcast(1f / 6));
        sum = TLanes.MultiplyAdd(rest, sum, TLanes.Broadcast(0.5f));
        sum = TLanes.MultiplyAdd(rest * rest, sum, rest);
        return (TLanes.PowerOfTwo(shifted), sum);
    }
}

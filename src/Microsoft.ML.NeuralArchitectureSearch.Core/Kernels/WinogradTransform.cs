using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The transforms of F(4, 3) along one axis, for the points 0, ±a, ±b and infinity.</summary>
internal static class WinogradTransform<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const float A = 0.75f;
    private const float B = 1.5f;
    private const float A2 = A * A;
    private const float B2 = B * B;
    private const float FactorZero = 1 / (A2 * B2);
    private const float FactorA = 1 / (2 * A2 * (A2 - B2));
    private const float FactorB = 1 / (2 * B2 * (B2 - A2));

    /// <summary>Six pixels to six values (the transposed matrix B).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes V0, TLanes V1, TLanes V2, TLanes V3, TLanes V4, TLanes V5) Input(
        TLanes d0, TLanes d1, TLanes d2, TLanes d3, TLanes d4, TLanes d5)
    {
        var evenA = TLanes.MultiplyAdd(d2, TLanes.Broadcast(-B2), d4);
        var oddA = TLanes.MultiplyAdd(d1, TLanes.Broadcast(-B2), d3);
        var evenB = TLanes.MultiplyAdd(d2, TLanes.Broadcast(-A2), d4);
        var oddB = TLanes.MultiplyAdd(d1, TLanes.Broadcast(-A2), d3);
        return (
            TLanes.MultiplyAdd(d0, TLanes.Broadcast(A2 * B2), TLanes.MultiplyAdd(d2, TLanes.Broadcast(-A2 - B2), d4)),
            TLanes.MultiplyAdd(oddA, TLanes.Broadcast(A), evenA),
            TLanes.MultiplyAdd(oddA, TLanes.Broadcast(-A), evenA),
            TLanes.MultiplyAdd(oddB, TLanes.Broadcast(B), evenB),
            TLanes.MultiplyAdd(oddB, TLanes.Broadcast(-B), evenB),
            TLanes.MultiplyAdd(d1, TLanes.Broadcast(A2 * B2), TLanes.MultiplyAdd(d3, TLanes.Broadcast(-A2 - B2), d5)));
    }

    /// <summary>Six values to four pixels (the transposed matrix A).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Y0, TLanes Y1, TLanes Y2, TLanes Y3) Output(TLanes m0, TLanes m1, TLanes m2, TLanes m3, TLanes m4, TLanes m5)
    {
        var (sumA, differenceA) = (m1 + m2, m1 - m2);
        var (sumB, differenceB) = (m3 + m4, m3 - m4);
        return (
            m0 + sumA + sumB,
            TLanes.MultiplyAdd(differenceB, TLanes.Broadcast(B), differenceA * TLanes.Broadcast(A)),
            TLanes.MultiplyAdd(sumB, TLanes.Broadcast(B2), sumA * TLanes.Broadcast(A2)),
            TLanes.MultiplyAdd(differenceB, TLanes.Broadcast(B * B2), TLanes.MultiplyAdd(differenceA, TLanes.Broadcast(A * A2), m5)));
    }

    /// <summary>Four pixels' gradients to six values (the matrix A).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes M0, TLanes M1, TLanes M2, TLanes M3, TLanes M4, TLanes M5) OutputGradient(
        TLanes y0,
        TLanes y1,
        TLanes y2,
        TLanes y3)
    {
        var evenA = TLanes.MultiplyAdd(y2, TLanes.Broadcast(A2), y0);
        var oddA = TLanes.MultiplyAdd(y3, TLanes.Broadcast(A2), y1);
        var evenB = TLanes.MultiplyAdd(y2, TLanes.Broadcast(B2), y0);
        var oddB = TLanes.MultiplyAdd(y3, TLanes.Broadcast(B2), y1);
        return (
            y0,
            TLanes.MultiplyAdd(oddA, TLanes.Broadcast(A), evenA),
            TLanes.MultiplyAdd(oddA, TLanes.Broadcast(-A), evenA),
            TLanes.MultiplyAdd(oddB, TLanes.Broadcast(B), evenB),
            TLanes.MultiplyAdd(oddB, TLanes.Broadcast(-B), evenB),
            y3);
    }

    /// <summary>Three weights to six values (the matrix G).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes U0, TLanes U1, TLanes U2, TLanes U3, TLanes U4, TLanes U5) Weights(TLanes g0, TLanes g1, TLanes g2)
    {
        var evenA = TLanes.MultiplyAdd(g2, TLanes.Broadcast(A2 * FactorA), g0 * TLanes.Broadcast(FactorA));
        var evenB = TLanes.MultiplyAdd(g2, TLanes.Broadcast(B2 * FactorB), g0 * TLanes.Broadcast(FactorB));
        return (
            g0 * TLanes.Broadcast(FactorZero),
            TLanes.MultiplyAdd(g1, TLanes.Broadcast(A * FactorA), evenA),
            TLanes.MultiplyAdd(g1, TLanes.Broadcast(-A * FactorA), evenA),
            TLanes.MultiplyAdd(g1, TLanes.Broadcast(B * FactorB), evenB),
            TLanes.MultiplyAdd(g1, TLanes.Broadcast(-B * FactorB), evenB),
            g2);
    }

    /// <summary>Six values' gradients to those of three weights (the transposed matrix G).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes G0, TLanes G1, TLanes G2) WeightGradient(TLanes u0, TLanes u1, TLanes u2, TLanes u3, TLanes u4, TLanes u5)
    {
        var (sumA, differenceA) = ((u1 + u2) * TLanes.Broadcast(FactorA), (u1 - u2) * TLanes.Broadcast(A * FactorA));
        var (sumB, differenceB) = ((u3 + u4) * TLanes.Broadcast(FactorB), (u3 - u4) * TLanes.Broadcast(B * FactorB));
        return (
            TLanes.MultiplyAdd(u0, TLanes.Broadcast(FactorZero), sumA + sumB),
            differenceA + differenceB,
            TLanes.MultiplyAdd(sumA, TLanes.Broadcast(A2), TLanes.MultiplyAdd(sumB, TLanes.Broadcast(B2), u5)));
    }
}

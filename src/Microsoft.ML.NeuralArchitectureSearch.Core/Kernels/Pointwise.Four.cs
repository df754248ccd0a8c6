using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class Pointwise<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(float* source, nint sourcePitch, float* weight, Matrix weights, float* target, nint targetPitch)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2, c3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (d0, d1, d2, d3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var rowStep = weights.RowStep;
        for (var input = weights.Columns; input > 0; input--, source += sourcePitch, weight += weights.ColumnStep)
        {
            var x0 = TLanes.Load(source);
            var x1 = TLanes.Load(source + TLanes.Count);
            var x2 = TLanes.Load(source + (2 * TLanes.Count));
            var x3 = TLanes.Load(source + (3 * TLanes.Count));
            var w = TLanes.Broadcast(weight[0]);
            (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
            (a2, a3) = (TLanes.MultiplyAdd(x2, w, a2), TLanes.MultiplyAdd(x3, w, a3));
            w = TLanes.Broadcast(weight[rowStep]);
            (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
            (b2, b3) = (TLanes.MultiplyAdd(x2, w, b2), TLanes.MultiplyAdd(x3, w, b3));
            w = TLanes.Broadcast(weight[2 * rowStep]);
            (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
            (c2, c3) = (TLanes.MultiplyAdd(x2, w, c2), TLanes.MultiplyAdd(x3, w, c3));
            w = TLanes.Broadcast(weight[3 * rowStep]);
            (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
            (d2, d3) = (TLanes.MultiplyAdd(x2, w, d2), TLanes.MultiplyAdd(x3, w, d3));
        }

        Store(a0, a1, a2, a3, target);
        Store(b0, b1, b2, b3, target += targetPitch);
        Store(c0, c1, c2, c3, target += targetPitch);
        Store(d0, d1, d2, d3, target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneByFour(float* source, nint sourcePitch, float* weight, Matrix weights, float* target)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var input = weights.Columns; input > 0; input--, source += sourcePitch, weight += weights.ColumnStep)
        {
            var w = TLanes.Broadcast(*weight);
            a0 = TLanes.MultiplyAdd(TLanes.Load(source), w, a0);
            a1 = TLanes.MultiplyAdd(TLanes.Load(source + TLanes.Count), w, a1);
            a2 = TLanes.MultiplyAdd(TLanes.Load(source + (2 * TLanes.Count)), w, a2);
            a3 = TLanes.MultiplyAdd(TLanes.Load(source + (3 * TLanes.Count)), w, a3);
        }

        Store(a0, a1, a2, a3, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, TLanes third, TLanes fourth, float* target)
    {
        first.Store(target);
        second.Store(target + TLanes.Count);
        third.Store(target + (2 * TLanes.Count));
        fourth.Store(target + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, TLanes third, float* target)
    {
        first.Store(target);
        second.Store(target + TLanes.Count);
        third.Store(target + (2 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, float* target)
    {
        first.Store(target);
        second.Store(target + TLanes.Count);
    }
}

using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class Pointwise<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByThree(float* source, nint sourcePitch, float* weight, Matrix weights, float* target, nint targetPitch)
    {
        var (a0, a1, a2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (d0, d1, d2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var rowStep = weights.RowStep;
        for (var input = weights.Columns; input > 0; input--, source += sourcePitch, weight += weights.ColumnStep)
        {
            var x0 = TLanes.Load(source);
            var x1 = TLanes.Load(source + TLanes.Count);
            var x2 = TLanes.Load(source + (2 * TLanes.Count));
            var w = TLanes.Broadcast(weight[0]);
            (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
            a2 = TLanes.MultiplyAdd(x2, w, a2);
            w = TLanes.Broadcast(weight[rowStep]);
            (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
            b2 = TLanes.MultiplyAdd(x2, w, b2);
            w = TLanes.Broadcast(weight[2 * rowStep]);
            (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
            c2 = TLanes.MultiplyAdd(x2, w, c2);
            w = TLanes.Broadcast(weight[3 * rowStep]);
            (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
            d2 = TLanes.MultiplyAdd(x2, w, d2);
        }

        Store(a0, a1, a2, target);
        Store(b0, b1, b2, target += targetPitch);
        Store(c0, c1, c2, target += targetPitch);
        Store(d0, d1, d2, target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(float* source, nint sourcePitch, float* weight, Matrix weights, float* target, nint targetPitch)
    {
        var (a0, a1) = (TLanes.Zero, TLanes.Zero);
        var (b0, b1) = (TLanes.Zero, TLanes.Zero);
        var (c0, c1) = (TLanes.Zero, TLanes.Zero);
        var (d0, d1) = (TLanes.Zero, TLanes.Zero);
        var rowStep = weights.RowStep;
        for (var input = weights.Columns; input > 0; input--, source += sourcePitch, weight += weights.ColumnStep)
        {
            var x0 = TLanes.Load(source);
            var x1 = TLanes.Load(source + TLanes.Count);
            var w = TLanes.Broadcast(weight[0]);
            (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
            w = TLanes.Broadcast(weight[rowStep]);
            (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
            w = TLanes.Broadcast(weight[2 * rowStep]);
            (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
            w = TLanes.Broadcast(weight[3 * rowStep]);
            (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
        }

        Store(a0, a1, target);
        Store(b0, b1, target += targetPitch);
        Store(c0, c1, target += targetPitch);
        Store(d0, d1, target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByOne(float* source, nint sourcePitch, float* weight, Matrix weights, float* target, nint targetPitch)
    {
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e, f, g, h) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        nint step = weights.RowStep;
        for (var input = weights.Columns; input > 0; input--, source += sourcePitch, weight += weights.ColumnStep)
        {
            var x = TLanes.Load(source);
            var second = weight + (4 * step);
            a = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[0]), a);
            b = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[step]), b);
            c = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[2 * step]), c);
            d = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[3 * step]), d);
            e = TLanes.MultiplyAdd(x, TLanes.Broadcast(second[0]), e);
            f = TLanes.MultiplyAdd(x, TLanes.Broadcast(second[step]), f);
            g = TLanes.MultiplyAdd(x, TLanes.Broadcast(second[2 * step]), g);
            h = TLanes.MultiplyAdd(x, TLanes.Broadcast(second[3 * step]), h);
        }

        a.Store(target);
        b.Store(target += targetPitch);
        c.Store(target += targetPitch);
        d.Store(target += targetPitch);
        e.Store(target += targetPitch);
        f.Store(target += targetPitch);
        g.Store(target += targetPitch);
        h.Store(target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Ones(float* source, nint sourcePitch, float* weight, Matrix weights, float* target, int pixels)
    {
        for (var end = target + (pixels * TLanes.Count); target < end; target += TLanes.Count, source += TLanes.Count)
        {
            var sum = TLanes.Zero;
            for (var input = 0; input < weights.Columns; input++)
            {
                sum = TLanes.MultiplyAdd(
                    TLanes.Load(source + (input * sourcePitch)),
                    TLanes.Broadcast(weight[input * weights.ColumnStep]),
                    sum);
            }

            sum.Store(target);
        }
    }
}

using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class Dense<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(float* source, float* weight, float* target, int targets, Sizes sizes, in Run run)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2, c3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (d0, d1, d2, d3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var end = run.Offsets + run.Taps;
        var (step, skip) = (run.SourceStep, (run.AllTaps - run.Taps) * DensePacking.Tile);
        for (var input = sizes.Sources; input > 0; input--, source += sizes.SourcePitch, weight += skip)
        {
            for (var offset = run.Offsets; offset < end; offset++, weight += DensePacking.Tile)
            {
                var pixel = source + *offset;
                var x0 = TLanes.Load(pixel);
                var x1 = TLanes.Load(pixel + step);
                var x2 = TLanes.Load(pixel + (2 * step));
                var x3 = TLanes.Load(pixel + (3 * step));
                var w = TLanes.Broadcast(weight[0]);
                (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
                (a2, a3) = (TLanes.MultiplyAdd(x2, w, a2), TLanes.MultiplyAdd(x3, w, a3));
                w = TLanes.Broadcast(weight[1]);
                (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
                (b2, b3) = (TLanes.MultiplyAdd(x2, w, b2), TLanes.MultiplyAdd(x3, w, b3));
                w = TLanes.Broadcast(weight[2]);
                (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
                (c2, c3) = (TLanes.MultiplyAdd(x2, w, c2), TLanes.MultiplyAdd(x3, w, c3));
                w = TLanes.Broadcast(weight[3]);
                (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
                (d2, d3) = (TLanes.MultiplyAdd(x2, w, d2), TLanes.MultiplyAdd(x3, w, d3));
            }
        }

        Store(a0, a1, a2, a3, target, run.Step);
        if (targets > 1)
        {
            Store(b0, b1, b2, b3, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 2)
        {
            Store(c0, c1, c2, c3, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 3)
        {
            Store(d0, d1, d2, d3, target + sizes.TargetPitch, run.Step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneByFour(float* source, float* weight, float* target, Sizes sizes, in Run run)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var end = run.Offsets + run.Taps;
        var (step, skip) = (run.SourceStep, (run.AllTaps - run.Taps) * DensePacking.Tile);
        for (var input = sizes.Sources; input > 0; input--, source += sizes.SourcePitch, weight += skip)
        {
            for (var offset = run.Offsets; offset < end; offset++, weight += DensePacking.Tile)
            {
                var pixel = source + *offset;
                var w = TLanes.Broadcast(*weight);
                a0 = TLanes.MultiplyAdd(TLanes.Load(pixel), w, a0);
                a1 = TLanes.MultiplyAdd(TLanes.Load(pixel + step), w, a1);
                a2 = TLanes.MultiplyAdd(TLanes.Load(pixel + (2 * step)), w, a2);
                a3 = TLanes.MultiplyAdd(TLanes.Load(pixel + (3 * step)), w, a3);
            }
        }

        Store(a0, a1, a2, a3, target, run.Step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, TLanes third, TLanes fourth, float* target, int step)
    {
        first.Store(target);
        second.Store(target + step);
        third.Store(target + (2 * step));
        fourth.Store(target + (3 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, TLanes third, float* target, int step)
    {
        first.Store(target);
        second.Store(target + step);
        third.Store(target + (2 * step));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes first, TLanes second, float* target, int step)
    {
        first.Store(target);
        second.Store(target + step);
    }
}

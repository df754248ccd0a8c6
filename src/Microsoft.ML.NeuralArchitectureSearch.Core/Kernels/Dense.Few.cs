using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class Dense<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByThree(float* source, float* weight, float* target, int targets, Sizes sizes, in Run run)
    {
        var (a0, a1, a2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (d0, d1, d2) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
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
                var w = TLanes.Broadcast(weight[0]);
                (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
                a2 = TLanes.MultiplyAdd(x2, w, a2);
                w = TLanes.Broadcast(weight[1]);
                (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
                b2 = TLanes.MultiplyAdd(x2, w, b2);
                w = TLanes.Broadcast(weight[2]);
                (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
                c2 = TLanes.MultiplyAdd(x2, w, c2);
                w = TLanes.Broadcast(weight[3]);
                (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
                d2 = TLanes.MultiplyAdd(x2, w, d2);
            }
        }

        Store(a0, a1, a2, target, run.Step);
        if (targets > 1)
        {
            Store(b0, b1, b2, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 2)
        {
            Store(c0, c1, c2, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 3)
        {
            Store(d0, d1, d2, target + sizes.TargetPitch, run.Step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(float* source, float* weight, float* target, int targets, Sizes sizes, in Run run)
    {
        var (a0, a1) = (TLanes.Zero, TLanes.Zero);
        var (b0, b1) = (TLanes.Zero, TLanes.Zero);
        var (c0, c1) = (TLanes.Zero, TLanes.Zero);
        var (d0, d1) = (TLanes.Zero, TLanes.Zero);
        var end = run.Offsets + run.Taps;
        var (step, skip) = (run.SourceStep, (run.AllTaps - run.Taps) * DensePacking.Tile);
        for (var input = sizes.Sources; input > 0; input--, source += sizes.SourcePitch, weight += skip)
        {
            for (var offset = run.Offsets; offset < end; offset++, weight += DensePacking.Tile)
            {
                var pixel = source + *offset;
                var x0 = TLanes.Load(pixel);
                var x1 = TLanes.Load(pixel + step);
                var w = TLanes.Broadcast(weight[0]);
                (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
                w = TLanes.Broadcast(weight[1]);
                (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
                w = TLanes.Broadcast(weight[2]);
                (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
                w = TLanes.Broadcast(weight[3]);
                (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
            }
        }

        Store(a0, a1, target, run.Step);
        if (targets > 1)
        {
            Store(b0, b1, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 2)
        {
            Store(c0, c1, target += sizes.TargetPitch, run.Step);
        }

        if (targets > 3)
        {
            Store(d0, d1, target + sizes.TargetPitch, run.Step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(float* source, float* weight, float* target, int targets, Sizes sizes, in Run run)
    {
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var end = run.Offsets + run.Taps;
        var skip = (run.AllTaps - run.Taps) * DensePacking.Tile;
        for (var input = sizes.Sources; input > 0; input--, source += sizes.SourcePitch, weight += skip)
        {
            for (var offset = run.Offsets; offset < end; offset++, weight += DensePacking.Tile)
            {
                var x = TLanes.Load(source + *offset);
                a = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[0]), a);
                b = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[1]), b);
                c = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[2]), c);
                d = TLanes.MultiplyAdd(x, TLanes.Broadcast(weight[3]), d);
            }
        }

        a.Store(target);
        if (targets > 1)
        {
            b.Store(target + sizes.TargetPitch);
        }

        if (targets > 2)
        {
            c.Store(target + (2 * sizes.TargetPitch));
        }

        if (targets > 3)
        {
            d.Store(target + (3 * sizes.TargetPitch));
        }
    }
}

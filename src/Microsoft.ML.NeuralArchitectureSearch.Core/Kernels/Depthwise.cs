using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Filters one channel: a depthwise convolution and, by the opposite taps, its gradient by the input.</summary>
internal static unsafe class Depthwise<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int MostTaps = 49;

    /// <summary>All rows of the target.</summary>
    public static void Filter(TapPhase phase, float* source, float* weights, float* target) =>
        Filter(phase, firstRow: 0, phase.Target.Rows, source, weights, target);

    /// <param name="phase">The taps.</param>
    /// <param name="firstRow">The first of the phase's rows to compute.</param>
    /// <param name="rows">How many of them.</param>
    /// <param name="source">The source's plane, rows with margins.</param>
    /// <param name="weights">The filter.</param>
    /// <param name="target">The target's plane; its pixels of the phase are overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Filter(TapPhase phase, int firstRow, int rows, float* source, float* weights, float* target)
    {
        var ordered = stackalloc float[MostTaps];
        var offsets = stackalloc int[MostTaps];
        for (var tap = 0; tap < phase.Weights.Length; tap++)
        {
            (ordered[tap], offsets[tap]) = (weights[phase.Weights[tap]], phase.Offsets[tap] * TLanes.Count);
        }

        var grid = phase.Target;
        var (sourceStep, step) = (phase.SourceStep * TLanes.Count, grid.Step * TLanes.Count);
        for (var row = firstRow; row < firstRow + rows; row++)
        {
            var (first, end) = phase.Taps(row);
            var from = source + (row * phase.SourceRowStep * TLanes.Count);
            var to = target + ((grid.Start + (row * grid.RowStep)) * TLanes.Count);
            Run(from, sourceStep, ordered + first, offsets + first, end - first, to, step, grid.Columns);
        }
    }

    /// <summary>Targets at equal distances that see the same taps.</summary>
    /// <param name="source">Where the first target stands.</param>
    /// <param name="sourceStep">Floats from there to where the next one stands.</param>
    /// <param name="weights">The weight of each tap.</param>
    /// <param name="offsets">Floats from where a target stands to the pixel of each tap.</param>
    /// <param name="taps">Number of taps.</param>
    /// <param name="target">The first target; all are overwritten.</param>
    /// <param name="step">Floats from a target to the next.</param>
    /// <param name="count">Number of targets.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* source, int sourceStep, float* weights, int* offsets, int taps, float* target, int step, int count)
    {
        var done = 0;
        for (; done + 8 <= count; done += 8, source += 8 * sourceStep, target += 8 * step)
        {
            Eight(source, sourceStep, weights, offsets, taps, target, step);
        }

        for (; done + 4 <= count; done += 4, source += 4 * sourceStep, target += 4 * step)
        {
            Four(source, sourceStep, weights, offsets, taps, target, step);
        }

        for (; done < count; done++, source += sourceStep, target += step)
        {
            One(source, weights, offsets, taps, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* source, int sourceStep, float* weights, int* offsets, int taps, float* target, int step)
    {
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e, f, g, h) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var tap = 0; tap < taps; tap++)
        {
            var weight = TLanes.Broadcast(weights[tap]);
            var pixel = source + offsets[tap];
            a = TLanes.MultiplyAdd(TLanes.Load(pixel), weight, a);
            b = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, b);
            c = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, c);
            d = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, d);
            e = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, e);
            f = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, f);
            g = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, g);
            h = TLanes.MultiplyAdd(TLanes.Load(pixel + sourceStep), weight, h);
        }

        a.Store(target);
        b.Store(target += step);
        c.Store(target += step);
        d.Store(target += step);
        e.Store(target += step);
        f.Store(target += step);
        g.Store(target += step);
        h.Store(target + step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* source, int sourceStep, float* weights, int* offsets, int taps, float* target, int step)
    {
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var tap = 0; tap < taps; tap++)
        {
            var weight = TLanes.Broadcast(weights[tap]);
            var pixel = source + offsets[tap];
            a = TLanes.MultiplyAdd(TLanes.Load(pixel), weight, a);
            b = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, b);
            c = TLanes.MultiplyAdd(TLanes.Load(pixel += sourceStep), weight, c);
            d = TLanes.MultiplyAdd(TLanes.Load(pixel + sourceStep), weight, d);
        }

        a.Store(target);
        b.Store(target += step);
        c.Store(target += step);
        d.Store(target + step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One(float* source, float* weights, int* offsets, int taps, float* target)
    {
        var sum = TLanes.Zero;
        for (var tap = 0; tap < taps; tap++)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(source + offsets[tap]), TLanes.Broadcast(weights[tap]), sum);
        }

        sum.Store(target);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The gradient of a depthwise convolution by its filter, one channel.</summary>
internal static unsafe class DepthwiseGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="shape">The convolution.</param>
    /// <param name="source">The input's plane, rows with margins.</param>
    /// <param name="gradient">The output gradient's plane, rows without margins.</param>
    /// <param name="target">Overwritten by the gradient of each weight.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfWeights(DepthwiseShape shape, float* source, float* gradient, float* target)
    {
        var kernel = shape.Kernel;
        for (var first = 0; first < shape.Rows * kernel; first += kernel)
        {
            var tap = 0;
            for (; tap + 3 <= kernel; tap += tap + 5 == kernel ? 5 : 3)
            {
                if (tap + 5 == kernel)
                {
                    Five(shape.Forward, first + tap, source, gradient, target + first + tap);
                }
                else
                {
                    Three(shape.Forward, first + tap, source, gradient, target + first + tap);
                }
            }

            for (; tap < kernel; tap++)
            {
                One(shape.Forward, first + tap, source, gradient, target + first + tap);
            }
        }
    }

    private static bool Reaches(TapPhase phase, int row, int tap)
    {
        var (first, end) = phase.Taps(row);
        return first <= tap && tap < end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Five(TapPhase phase, int tap, float* source, float* gradient, float* target)
    {
        var (a, b, c, d, e) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (step, next) = (phase.SourceStep * TLanes.Count, (phase.Offsets[tap + 1] - phase.Offsets[tap]) * TLanes.Count);
        for (var row = 0; row < phase.Target.Rows; row++)
        {
            if (!Reaches(phase, row, tap))
            {
                continue;
            }

            var pixel = source + (((row * phase.SourceRowStep) + phase.Offsets[tap]) * TLanes.Count);
            var slope = gradient + (row * phase.Target.RowStep * TLanes.Count);
            for (var end = slope + (phase.Target.Columns * TLanes.Count); slope < end; slope += TLanes.Count, pixel += step)
            {
                var value = TLanes.Load(slope);
                var neighbour = pixel;
                a = TLanes.MultiplyAdd(TLanes.Load(neighbour), value, a);
                b = TLanes.MultiplyAdd(TLanes.Load(neighbour += next), value, b);
                c = TLanes.MultiplyAdd(TLanes.Load(neighbour += next), value, c);
                d = TLanes.MultiplyAdd(TLanes.Load(neighbour += next), value, d);
                e = TLanes.MultiplyAdd(TLanes.Load(neighbour + next), value, e);
            }
        }

        (target[0], target[1], target[2], target[3], target[4]) = (a.Sum(), b.Sum(), c.Sum(), d.Sum(), e.Sum());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Three(TapPhase phase, int tap, float* source, float* gradient, float* target)
    {
        var (a, b, c) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (step, next) = (phase.SourceStep * TLanes.Count, (phase.Offsets[tap + 1] - phase.Offsets[tap]) * TLanes.Count);
        for (var row = 0; row < phase.Target.Rows; row++)
        {
            if (!Reaches(phase, row, tap))
            {
                continue;
            }

            var pixel = source + (((row * phase.SourceRowStep) + phase.Offsets[tap]) * TLanes.Count);
            var slope = gradient + (row * phase.Target.RowStep * TLanes.Count);
            for (var end = slope + (phase.Target.Columns * TLanes.Count); slope < end; slope += TLanes.Count, pixel += step)
            {
                var value = TLanes.Load(slope);
                a = TLanes.MultiplyAdd(TLanes.Load(pixel), value, a);
                b = TLanes.MultiplyAdd(TLanes.Load(pixel + next), value, b);
                c = TLanes.MultiplyAdd(TLanes.Load(pixel + (2 * next)), value, c);
            }
        }

        (target[0], target[1], target[2]) = (a.Sum(), b.Sum(), c.Sum());
    }

    private static void One(TapPhase phase, int tap, float* source, float* gradient, float* target)
    {
        var sum = TLanes.Zero;
        for (var row = 0; row < phase.Target.Rows; row++)
        {
            if (!Reaches(phase, row, tap))
            {
                continue;
            }

            var pixel = source + (((row * phase.SourceRowStep) + phase.Offsets[tap]) * TLanes.Count);
            var slope = gradient + (row * phase.Target.RowStep * TLanes.Count);
            for (var column = 0; column < phase.Target.Columns; column++, slope += TLanes.Count, pixel += phase.SourceStep * TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(pixel), TLanes.Load(slope), sum);
            }
        }

        *target = sum.Sum();
    }
}

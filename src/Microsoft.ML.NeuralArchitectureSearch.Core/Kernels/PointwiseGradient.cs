using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The gradient of a 1x1 convolution by its weights.</summary>
internal static unsafe class PointwiseGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Tile = 4;

    /// <param name="gradient">The first channel of the output's gradient.</param>
    /// <param name="gradientPitch">Floats from one of its channels to the next.</param>
    /// <param name="source">The first channel of the input.</param>
    /// <param name="sourcePitch">Floats from one of its channels to the next.</param>
    /// <param name="positions">Pixels of a channel.</param>
    /// <param name="target">The gradient is added to it: a row for each output channel, a column for each input channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOfWeights(float* gradient, nint gradientPitch, float* source, nint sourcePitch, int positions, Matrix target)
    {
        for (var row = 0; row < target.Rows; row += Tile, gradient += Tile * gradientPitch)
        {
            var input = source;
            for (var column = 0; column < target.Columns; column += Tile, input += Tile * sourcePitch)
            {
                if (row + Tile <= target.Rows && column + Tile <= target.Columns)
                {
                    FourByFour(gradient, gradientPitch, input, sourcePitch, positions, target.Row(row) + column, target.RowStep);
                }
                else
                {
                    Rest(gradient, gradientPitch, input, sourcePitch, positions, target, row, column);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(
        float* gradient, nint gradientPitch, float* source, nint sourcePitch, int positions, float* target, int rowStep)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c0, c1, c2, c3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (d0, d1, d2, d3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var end = gradient + (positions * TLanes.Count); gradient < end; gradient += TLanes.Count, source += TLanes.Count)
        {
            var x0 = TLanes.Load(source);
            var x1 = TLanes.Load(source + sourcePitch);
            var x2 = TLanes.Load(source + (2 * sourcePitch));
            var x3 = TLanes.Load(source + (3 * sourcePitch));
            var g = TLanes.Load(gradient);
            (a0, a1) = (TLanes.MultiplyAdd(x0, g, a0), TLanes.MultiplyAdd(x1, g, a1));
            (a2, a3) = (TLanes.MultiplyAdd(x2, g, a2), TLanes.MultiplyAdd(x3, g, a3));
            g = TLanes.Load(gradient + gradientPitch);
            (b0, b1) = (TLanes.MultiplyAdd(x0, g, b0), TLanes.MultiplyAdd(x1, g, b1));
            (b2, b3) = (TLanes.MultiplyAdd(x2, g, b2), TLanes.MultiplyAdd(x3, g, b3));
            g = TLanes.Load(gradient + (2 * gradientPitch));
            (c0, c1) = (TLanes.MultiplyAdd(x0, g, c0), TLanes.MultiplyAdd(x1, g, c1));
            (c2, c3) = (TLanes.MultiplyAdd(x2, g, c2), TLanes.MultiplyAdd(x3, g, c3));
            g = TLanes.Load(gradient + (3 * gradientPitch));
            (d0, d1) = (TLanes.MultiplyAdd(x0, g, d0), TLanes.MultiplyAdd(x1, g, d1));
            (d2, d3) = (TLanes.MultiplyAdd(x2, g, d2), TLanes.MultiplyAdd(x3, g, d3));
        }

        Add(a0, a1, a2, a3, target);
        Add(b0, b1, b2, b3, target + rowStep);
        Add(c0, c1, c2, c3, target + (2 * rowStep));
        Add(d0, d1, d2, d3, target + (3 * rowStep));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TLanes first, TLanes second, TLanes third, TLanes fourth, float* target)
    {
        target[0] += first.Sum();
        target[1] += second.Sum();
        target[2] += third.Sum();
        target[3] += fourth.Sum();
    }

    private static void Rest(
        float* gradient, nint gradientPitch, float* source, nint sourcePitch, int positions, Matrix target, int firstRow, int firstColumn)
    {
        for (var row = firstRow; row < Math.Min(firstRow + Tile, target.Rows); row++)
        {
            for (var column = firstColumn; column < Math.Min(firstColumn + Tile, target.Columns); column++)
            {
                target.Row(row)[column] += Channels<TLanes>.Product(
                    gradient + ((row - firstRow) * gradientPitch), source + ((column - firstColumn) * sourcePitch), positions);
            }
        }
    }
}

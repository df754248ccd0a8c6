using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Pooling over square windows, one channel.</summary>
internal static unsafe class Pooling<TLanes, TRule>
    where TLanes : unmanaged, ILanes<TLanes>
    where TRule : IPoolingRule<TLanes>
{
    // Of 16 lanes, 32 KB on the stack.
    private const int WidestRow = 512;

    /// <param name="input">Size of the input.</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="target">The output's plane; overwritten.</param>
    public static void Forward(MapShape input, int kernel, int stride, float* source, float* target)
    {
        if (kernel == 3 && stride <= 2)
        {
            ByColumns(input, stride, source, target);
            return;
        }

        if (input.Width <= WidestRow)
        {
            ByRows(input, kernel, stride, source, target);
            return;
        }

        var output = input.Strided(stride);
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, kernel, stride, input.Height);
            for (var column = 0; column < output.Width; column++, target += TLanes.Count)
            {
                Pooled(new(rows, Window.At(column, kernel, stride, input.Width), input.Width), source).Store(target);
            }
        }
    }

    // The columns of all windows of a row are put together first: each serves as many windows as it lies in.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByRows(MapShape input, int kernel, int stride, float* source, float* target)
    {
        var (output, pitch) = (input.Strided(stride), input.Width * TLanes.Count);
        var columns = stackalloc float[pitch];
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, kernel, stride, input.Height);
            for (var offset = 0; offset < pitch; offset += TLanes.Count)
            {
                var pixel = source + (rows.First * pitch) + offset;
                var column = TLanes.Load(pixel);
                for (var below = 1; below < rows.Length; below++)
                {
                    column = TRule.Combine(column, TLanes.Load(pixel + (below * pitch)));
                }

                column.Store(columns + offset);
            }

            for (var place = 0; place < output.Width; place++, target += TLanes.Count)
            {
                var window = Window.At(place, kernel, stride, input.Width);
                var all = TLanes.Load(columns + (window.First * TLanes.Count));
                for (var column = window.First + 1; column < window.End; column++)
                {
                    all = TRule.Combine(all, TLanes.Load(columns + (column * TLanes.Count)));
                }

                TRule.Result(all, rows.Length * window.Length).Store(target);
            }
        }
    }

    /// <summary>3x3 windows: each column of a window is put together once, and serves up to three windows.</summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="stride">1 or 2.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="target">The output's plane; overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByColumns(MapShape input, int stride, float* source, float* target)
    {
        var output = input.Strided(stride);
        var pitch = input.Width * TLanes.Count;
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, 3, stride, input.Height);
            var pixel = source + (rows.First * pitch);
            var left = TRule.Outside;
            var middle = Column(pixel, pitch, rows.Length);
            for (var column = 0; column < output.Width; column++, target += TLanes.Count)
            {
                var (x, count) = (column * stride, rows.Length * Window.At(column, 3, stride, input.Width).Length);
                var right = x + 1 < input.Width ? Column(pixel + ((x + 1) * TLanes.Count), pitch, rows.Length) : TRule.Outside;
                TRule.Result(TRule.Combine(TRule.Combine(left, middle), right), count).Store(target);
                if (stride == 1)
                {
                    (left, middle) = (middle, right);
                }
                else if (x + 2 < input.Width)
                {
                    (left, middle) = (right, Column(pixel + ((x + 2) * TLanes.Count), pitch, rows.Length));
                }
            }
        }
    }

    /// <param name="input">Size of the input.</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="source">The input's plane.</param>
    /// <param name="gradient">Gradient of the output.</param>
    /// <param name="target">The input's gradient, which is added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(MapShape input, int kernel, int stride, float* source, float* gradient, float* target)
    {
        var output = input.Strided(stride);
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Window.At(row, kernel, stride, input.Height);
            for (var column = 0; column < output.Width; column++, gradient += TLanes.Count)
            {
                TRule.Give(new(rows, Window.At(column, kernel, stride, input.Width), input.Width), source, TLanes.Load(gradient), target);
            }
        }
    }

    private static TLanes Pooled(PoolingWindow window, float* source)
    {
        var all = TRule.Outside;
        for (var y = window.Rows.First; y < window.Rows.End; y++)
        {
            for (var x = window.Columns.First; x < window.Columns.End; x++)
            {
                all = TRule.Combine(all, TLanes.Load(source + (((y * window.Width) + x) * TLanes.Count)));
            }
        }

        return TRule.Result(all, window.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Column(float* pixel, int pitch, int rows)
    {
        var column = TLanes.Load(pixel);
        if (rows > 1)
        {
            column = TRule.Combine(column, TLanes.Load(pixel + pitch));
        }

        return rows > 2 ? TRule.Combine(column, TLanes.Load(pixel + (2 * pitch))) : column;
    }
}

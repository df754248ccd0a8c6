using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The gradient of a convolution by its weights, as sums over the taps.</summary>
internal static unsafe class DenseGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Floats of the sums: <c>[taps, O, I / groups]</c>, rows filled up to whole vectors.</summary>
    public static int SumsLength(DenseShape shape) => shape.Taps * shape.Output.Channels * RowLength(shape);

    /// <summary>Floats of the scratch that <see cref="Add"/> takes for one of the shape's strips.</summary>
    public static nint ScratchLength(DenseShape shape) =>
        (nint)RowLength(shape) * TLanes.Count * shape.Input.RowPitch * shape.Strips.Max(strip => SourceRows(shape, strip).Count);

    /// <summary>Adds some rows of the output to the sums.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="sums">What the rows are added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(DenseShape shape, RowRange rows, float* source, float* gradient, float* scratch, float* sums)
    {
        var (inputs, outputs, length) = (shape.GroupInputs, shape.GroupOutputs, RowLength(shape));
        var (pitch, gradientPitch) = ((nint)shape.Input.Pitch * TLanes.Count, (nint)shape.OutputGradient.Pitch * TLanes.Count);
        var sourceRows = SourceRows(shape, rows);
        var positions = sourceRows.Count * shape.Input.RowPitch;
        var size = (nint)positions * TLanes.Count * TLanes.Count;
        for (
            var group = 0;
            group < shape.Groups;
            group++, source += inputs * pitch, gradient += outputs * gradientPitch, sums += outputs * length)
        {
            for (var input = 0; input < inputs; input += TLanes.Count)
            {
                var start = source + (input * pitch) + (sourceRows.First * shape.Input.RowPitch * TLanes.Count);
                var channels = Math.Min(TLanes.Count, inputs - input);
                Transposition<TLanes>.Write(start, pitch, channels, positions, scratch + (input / TLanes.Count * size));
            }

            for (var tap = 0; tap < shape.Taps; tap++)
            {
                AddTap(shape, tap, rows, sourceRows, gradient, scratch, size, sums + (tap * shape.Output.Channels * length));
            }
        }
    }

    /// <summary>Adds the sums of all rows to the gradient of the weights.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="target"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish(DenseShape shape, float* sums, float* target)
    {
        var (taps, length, pitch) = (shape.Taps, RowLength(shape), shape.Output.Channels * RowLength(shape));
        for (var output = 0; output < shape.Output.Channels; output++, sums += length)
        {
            for (var input = 0; input < shape.GroupInputs; input++, target += taps)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    target[tap] += sums[(tap * pitch) + input];
                }
            }
        }
    }

    private static int RowLength(DenseShape shape) => (shape.GroupInputs + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    private static RowRange SourceRows(DenseShape shape, RowRange rows)
    {
        var reach = shape.Kernel.Height / 2 * shape.Dilation;
        var first = Math.Max(0, (rows.First * shape.Stride.Rows) - reach);
        return new RowRange(first, Math.Min(shape.Input.Height, ((rows.End - 1) * shape.Stride.Rows) + reach + 1) - first);
    }

    private static void AddTap(
        DenseShape shape, int tap, RowRange rows, RowRange sourceRows, float* gradient, float* exchanged, nint blockPitch, float* sums)
    {
        var (stride, plane, pixel) = (shape.Stride, shape.OutputGradient, TLanes.Count * TLanes.Count);
        var (y, x) = (
            ((tap / shape.Kernel.Width) - (shape.Kernel.Height / 2)) * shape.Dilation,
            ((tap % shape.Kernel.Width) - (shape.Kernel.Width / 2)) * shape.Dilation);
        var first = Math.Max(rows.First, (-y + stride.Rows - 1) / stride.Rows);
        var end = Math.Min(rows.End, (shape.Input.Height - 1 - y + stride.Rows) / stride.Rows);
        if (first >= end)
        {
            return;
        }

        var (columns, gap) = (plane.Width, stride.Columns > 1);
        var walk = new PixelWalk(
            end - first, plane.RowPitch * TLanes.Count, stride.Rows * shape.Input.RowPitch * pixel,
            gap ? columns : 1, TLanes.Count, stride.Columns * pixel, gap ? TLanes.Count : columns * TLanes.Count);
        var left = gradient + (((first * plane.RowPitch) + plane.Margin) * TLanes.Count);
        var place = (((first * stride.Rows) + y - sourceRows.First) * shape.Input.RowPitch) + shape.Input.Margin + x;
        OuterProduct<TLanes>.Add(
            walk, left, (nint)plane.Pitch * TLanes.Count, shape.GroupOutputs,
            exchanged + (place * pixel), blockPitch, RowLength(shape) / TLanes.Count, sums, RowLength(shape));
    }
}

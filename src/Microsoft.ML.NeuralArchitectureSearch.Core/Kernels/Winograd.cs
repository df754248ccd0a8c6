using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>A 3x3 convolution at stride 1 by Winograd's algorithm: forward pass and gradient by the input.</summary>
internal static unsafe class Winograd<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Floats of the scratch that every operation takes.</summary>
    public static nint ScratchLength(DenseShape shape)
    {
        var winograd = shape.Winograd!;
        var values = winograd.PointPitch(shape.InputShape.Channels) + winograd.PointPitch(shape.Output.Channels);
        return ((values * WinogradShape.Points) + (WinogradShape.RoomRows * winograd.RoomPitch)) * TLanes.Count;
    }

    /// <summary>The output.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="tileRows">The rows of tiles to compute.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="packed">The weights as <see cref="WinogradPacking{TLanes}.Forward"/> transforms them.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="target">The output, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    public static void Forward(
        DenseShape shape, RowRange tileRows, float* source, float* packed, float* scratch, float* target, nint targetPitch) =>
        Convolve(shape, tileRows, shape.Input, (shape.GroupInputs, shape.GroupOutputs), source, packed, scratch, target, targetPitch);

    /// <summary>The gradient by the input.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="tileRows">The rows of tiles to compute.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="packed">The weights as <see cref="WinogradPacking{TLanes}.Backward"/> transforms them.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="target">The input's gradient, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one input channel to the next.</param>
    public static void InputGradient(
        DenseShape shape, RowRange tileRows, float* gradient, float* packed, float* scratch, float* target, nint targetPitch) =>
        Convolve(
            shape,
            tileRows,
            shape.OutputGradient,
            (shape.GroupOutputs, shape.GroupInputs),
            gradient,
            packed,
            scratch,
            target,
            targetPitch);

    /// <summary>The values of a strip of input tiles: <c>[36, I, tiles]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(
        WinogradShape winograd, RowRange tileRows, PaddedPlane plane, int channels, float* source, float* room, float* target)
    {
        new Span<float>(room + (WinogradShape.Side * winograd.RoomPitch * TLanes.Count), winograd.RoomPitch * TLanes.Count).Clear();
        var (pitch, pointPitch) = (winograd.Pitch * TLanes.Count, winograd.PointPitch(channels) * TLanes.Count);
        for (var channel = 0; channel < channels; channel++, source += (nint)plane.Pitch * TLanes.Count, target += pitch)
        {
            for (var row = 0; row < tileRows.Count; row++)
            {
                var tiles = target + (row * winograd.Columns * TLanes.Count);
                WinogradTiles<TLanes>.Input(plane, tileRows.First + row, winograd.Columns, source, room, tiles, pointPitch);
            }
        }
    }

    private static void Convolve(
        DenseShape shape,
        RowRange tileRows,
        PaddedPlane plane,
        (int Sources, int Targets) group,
        float* source,
        float* packed,
        float* scratch,
        float* target,
        nint targetPitch)
    {
        var winograd = shape.Winograd!;
        var (sources, targets) = (group.Sources * shape.Groups, group.Targets * shape.Groups);
        var values = scratch + (WinogradShape.RoomRows * winograd.RoomPitch * TLanes.Count);
        var products = values + (winograd.PointPitch(sources) * WinogradShape.Points * TLanes.Count);
        Transform(winograd, tileRows, plane, sources, source, scratch, values);
        Multiply(winograd, tileRows.Count * winograd.Columns, shape.Groups, group, values, packed, products);

        var (pitch, pointPitch) = (winograd.Pitch * TLanes.Count, winograd.PointPitch(targets) * TLanes.Count);
        for (var channel = 0; channel < targets; channel++, products += pitch, target += targetPitch)
        {
            for (var row = 0; row < tileRows.Count; row++)
            {
                var tiles = products + (row * winograd.Columns * TLanes.Count);
                WinogradTiles<TLanes>.Output(plane.Height, plane.Width, tileRows.First + row, tiles, pointPitch, scratch, target);
            }
        }
    }

    private static void Multiply(
        WinogradShape winograd, int tiles, int groups, (int Sources, int Targets) group, float* values, float* packed, float* products)
    {
        var pitch = winograd.Pitch * TLanes.Count;
        var length = WinogradPacking<TLanes>.RowLength(group.Sources);
        for (var point = 0; point < WinogradShape.Points; point++)
        {
            for (var index = 0; index < groups; index++)
            {
                var weights = new Matrix(packed + (index * group.Targets * length), group.Targets, group.Sources, length, columnStep: 1);
                var source = values + (index * group.Sources * pitch);
                Pointwise<TLanes>.Mix(source, pitch, weights, products + (index * group.Targets * pitch), pitch, tiles);
            }

            packed += WinogradPacking<TLanes>.PointPitch(groups * group.Targets, group.Sources);
            values += winograd.PointPitch(group.Sources * groups) * TLanes.Count;
            products += winograd.PointPitch(group.Targets * groups) * TLanes.Count;
        }
    }
}

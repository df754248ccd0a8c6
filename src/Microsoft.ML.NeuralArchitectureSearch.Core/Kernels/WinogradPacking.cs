using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// Transformed weights of 3x3 filters: a matrix for each value of a tile and each group, its rows filled up to whole vectors.
/// </summary>
internal static unsafe class WinogradPacking<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Side = WinogradShape.Side;
    private const int Kernel = 3;
    private const int Taps = Kernel * Kernel;

    // Floats of the vectors, as many as lanes, that hold the taps of one filter.
    private static readonly int Rows = (Taps + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    // Filters as they lie and as vectors; the second place holds filters transformed along one axis afterwards.
    private static int RoomLength => TLanes.Count * (Rows + Math.Max(Rows, Kernel * Side));

    /// <summary>Floats of a row for some channels.</summary>
    public static int RowLength(int channels) => (channels + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    /// <summary>Floats from one matrix to the next: no power of two, so that they do not fall onto the same lines of the cache.</summary>
    public static int PointPitch(int rows, int columns) => (rows * RowLength(columns)) + TLanes.Count;

    /// <summary>Floats of the weights of the forward pass: <c>[36, O, I / groups]</c>.</summary>
    public static int ForwardLength(DenseShape shape) => WinogradShape.Points * PointPitch(shape.Output.Channels, shape.GroupInputs);

    /// <summary>Floats of the weights of the gradient by the input: <c>[36, I, O / groups]</c>.</summary>
    public static int BackwardLength(DenseShape shape) => WinogradShape.Points * PointPitch(shape.InputShape.Channels, shape.GroupOutputs);

    /// <summary>The weights of the forward pass.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, 3, 3]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(DenseShape shape, float* weights, float* packed)
    {
        var (inputs, length) = (shape.GroupInputs, RowLength(shape.GroupInputs));
        var pointPitch = PointPitch(shape.Output.Channels, inputs);
        var end = weights + shape.Weights;
        using var room = new AlignedBuffer(RoomLength);
        for (var output = 0; output < shape.Output.Channels; output++)
        {
            for (var input = 0; input < length; input += TLanes.Count)
            {
                var first = weights + (((output * inputs) + input) * Taps);
                var count = Math.Min(TLanes.Count, inputs - input);
                Transform(first, Taps, count, end, isTurned: false, room.Start, packed + (output * length) + input, pointPitch);
            }
        }
    }

    /// <summary>The weights of the gradient by the input: the filters turned by half a turn, inputs and outputs exchanged.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, 3, 3]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(DenseShape shape, float* weights, float* packed)
    {
        var (inputs, outputs, length) = (shape.GroupInputs, shape.GroupOutputs, RowLength(shape.GroupOutputs));
        var pointPitch = PointPitch(shape.InputShape.Channels, outputs);
        var end = weights + shape.Weights;
        using var room = new AlignedBuffer(RoomLength);
        for (var input = 0; input < shape.InputShape.Channels; input++)
        {
            var column = weights + (((input / inputs * outputs * inputs) + (input % inputs)) * Taps);
            for (var output = 0; output < length; output += TLanes.Count)
            {
                var first = column + (output * inputs * Taps);
                var count = Math.Min(TLanes.Count, outputs - output);
                Transform(first, inputs * Taps, count, end, isTurned: true, room.Start, packed + (input * length) + output, pointPitch);
            }
        }
    }

    // One filter in each lane. A row of as many floats as a vector has lanes reaches beyond a filter; beyond the last one there may be no
    // memory.
    private static void Transform(
        float* filter, int filterStep, int count, float* end, bool isTurned, float* room, float* target, nint pointPitch)
    {
        var filters = room + (Rows * TLanes.Count);
        if (count < TLanes.Count || filter + ((count - 1) * filterStep) + Rows > end)
        {
            new Span<float>(filters, TLanes.Count * Rows).Clear();
            for (var lane = 0; lane < count; lane++)
            {
                new Span<float>(filter + (lane * filterStep), Taps).CopyTo(new Span<float>(filters + (lane * Rows), Taps));
            }

            filter = filters;
            filterStep = Rows;
        }

        Transposition<TLanes>.Write(filter, filterStep, TLanes.Count, Rows / TLanes.Count, room);
        Transform(
            isTurned ? room + ((Taps - 1) * TLanes.Count) : room,
            isTurned ? -TLanes.Count : TLanes.Count,
            filters,
            target,
            pointPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(float* tap, int tapStep, float* columns, float* target, nint pointPitch)
    {
        for (var column = 0; column < Kernel; column++, tap += tapStep)
        {
            var values = WinogradTransform<TLanes>.Weights(
                TLanes.Load(tap),
                TLanes.Load(tap + (3 * tapStep)),
                TLanes.Load(tap + (6 * tapStep)));
            Store(values, columns + (column * TLanes.Count), Kernel * TLanes.Count);
        }

        for (var row = 0; row < Side; row++, columns += Kernel * TLanes.Count, target += Side * pointPitch)
        {
            var values = WinogradTransform<TLanes>.Weights(
                TLanes.Load(columns), TLanes.Load(columns + TLanes.Count), TLanes.Load(columns + (2 * TLanes.Count)));
            Store(values, target, pointPitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store((TLanes U0, TLanes U1, TLanes U2, TLanes U3, TLanes U4, TLanes U5) values, float* target, nint pitch)
    {
        values.U0.Store(target);
        values.U1.Store(target + pitch);
        values.U2.Store(target + (2 * pitch));
        values.U3.Store(target + (3 * pitch));
        values.U4.Store(target + (4 * pitch));
        values.U5.Store(target + (5 * pitch));
    }
}

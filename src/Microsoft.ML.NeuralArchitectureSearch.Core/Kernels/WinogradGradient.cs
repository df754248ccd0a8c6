using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The gradient of a 3x3 convolution at stride 1 by its weights, by Winograd's algorithm.</summary>
internal static unsafe class WinogradGradient<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Side = WinogradShape.Side;
    private const int Kernel = 3;
    private const int RoomRows = Side * Kernel;

    // Vectors of taps, filled up to a number that a transposition takes.
    private static readonly int TapRows = ((Kernel * Kernel) + TLanes.Count - 1) / TLanes.Count * TLanes.Count;

    /// <summary>Floats of the sums: <c>[36, O, I / groups]</c> or <c>[36, I, O / groups]</c>, rows filled up to whole vectors.</summary>
    public static int SumsLength(DenseShape shape) => WinogradShape.Points * PointPitch(shape);

    /// <summary>Floats of the scratch that <see cref="Add"/> takes.</summary>
    public static nint ScratchLength(DenseShape shape) => Winograd<TLanes>.ScratchLength(shape) + ExchangedLength(shape);

    /// <summary>Adds a strip to the sums.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="tileRows">The rows of tiles.</param>
    /// <param name="source">The input, a plane with margins for each channel.</param>
    /// <param name="gradient">The output's gradient, a plane with margins for each channel.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="sums">What the strip is added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(DenseShape shape, RowRange tileRows, float* source, float* gradient, float* scratch, float* sums)
    {
        var winograd = shape.Winograd!;
        var exchanged = scratch + (WinogradShape.RoomRows * winograd.RoomPitch * TLanes.Count);
        var values = exchanged + ExchangedLength(shape);
        var gradients = values + (winograd.PointPitch(shape.InputShape.Channels) * WinogradShape.Points * TLanes.Count);
        Winograd<TLanes>.Transform(winograd, tileRows, shape.Input, shape.InputShape.Channels, source, scratch, values);
        Transform(shape, tileRows, gradient, scratch, gradients);
        for (var point = 0; point < WinogradShape.Points; point++)
        {
            var (left, right) = HasOutputColumns(shape) ? ((nint)values, (nint)gradients) : ((nint)gradients, (nint)values);
            Multiply(shape, tileRows.Count * winograd.Columns, (float*)left, (float*)right, exchanged, sums);
            values += winograd.PointPitch(shape.InputShape.Channels) * TLanes.Count;
            gradients += winograd.PointPitch(shape.Output.Channels) * TLanes.Count;
            sums += PointPitch(shape);
        }
    }

    /// <summary>Adds the sums of all strips to the gradient of the weights.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="target"><c>[O, I / groups, 3, 3]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Finish(DenseShape shape, float* sums, float* target)
    {
        using var room = new AlignedBuffer((RoomRows + TapRows) * TLanes.Count);
        var filters = room.Start + (RoomRows * TLanes.Count);
        var (rows, columns) = (RowChannels(shape), ColumnChannels(shape));
        for (var row = 0; row < rows * shape.Groups; row++, sums += WinogradPacking<TLanes>.RowLength(columns))
        {
            for (var column = 0; column < columns; column += TLanes.Count)
            {
                Filters(sums + column, PointPitch(shape), room.Start, filters);
                var first = HasOutputColumns(shape)
                    ? (((row / rows * columns) + column) * rows) + (row % rows)
                    : (row * columns) + column;
                var step = (HasOutputColumns(shape) ? rows : 1) * Kernel * Kernel;
                AddFilters(filters, room.Start, Math.Min(TLanes.Count, columns - column), target + (first * Kernel * Kernel), step);
            }
        }
    }

    private static void AddFilters(float* filters, float* room, int count, float* target, int step)
    {
        for (var tap = 0; tap < TapRows; tap += TLanes.Count)
        {
            Transposition<TLanes>.Write(filters + (tap * TLanes.Count), TLanes.Count, TLanes.Count, 1, room);
            AddTaps(room, count, Math.Min(TLanes.Count, (Kernel * Kernel) - tap), target + tap, step);
        }
    }

    private static void AddTaps(float* source, int filters, int taps, float* target, int step)
    {
        for (var filter = 0; filter < filters; filter++, source += TLanes.Count, target += step)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                target[tap] += source[tap];
            }
        }
    }

    // Vectors of outputs rather than of inputs where they have fewer idle lanes.
    private static bool HasOutputColumns(DenseShape shape) =>
        WinogradPacking<TLanes>.RowLength(shape.GroupOutputs) * shape.GroupInputs < WinogradPacking<TLanes>.RowLength(shape.GroupInputs)
            * shape.GroupOutputs;

    private static int RowChannels(DenseShape shape) => HasOutputColumns(shape) ? shape.GroupInputs : shape.GroupOutputs;

    private static int ColumnChannels(DenseShape shape) => HasOutputColumns(shape) ? shape.GroupOutputs : shape.GroupInputs;

    private static int PointPitch(DenseShape shape) =>
        WinogradPacking<TLanes>.PointPitch(RowChannels(shape) * shape.Groups, ColumnChannels(shape));

    private static nint ExchangedLength(DenseShape shape) =>
        (nint)WinogradPacking<TLanes>.RowLength(ColumnChannels(shape)) * shape.Winograd!.Pitch * TLanes.Count;

    private static void Transform(DenseShape shape, RowRange tileRows, float* gradient, float* room, float* target)
    {
        var (winograd, plane) = (shape.Winograd!, shape.OutputGradient);
        var pointPitch = winograd.PointPitch(shape.Output.Channels) * TLanes.Count;
        for (var channel = 0; channel < shape.Output.Channels; channel++)
        {
            for (var row = 0; row < tileRows.Count; row++)
            {
                var tiles = target + (((channel * winograd.Pitch) + (row * winograd.Columns)) * TLanes.Count);
                WinogradTiles<TLanes>.OutputGradient(
                    plane, tileRows.First + row, winograd.Columns, gradient
                        + (channel * (nint)plane.Pitch * TLanes.Count), room, tiles, pointPitch);
            }
        }
    }

    private static void Multiply(DenseShape shape, int tiles, float* left, float* right, float* exchanged, float* sums)
    {
        var pitch = (nint)shape.Winograd!.Pitch * TLanes.Count;
        var (rows, columns) = (RowChannels(shape), ColumnChannels(shape));
        var length = WinogradPacking<TLanes>.RowLength(columns);
        var size = tiles * TLanes.Count * TLanes.Count;
        for (var group = 0; group < shape.Groups; group++, left += rows * pitch, right += columns * pitch, sums += rows * length)
        {
            for (var column = 0; column < columns; column += TLanes.Count)
            {
                var channels = Math.Min(TLanes.Count, columns - column);
                Transposition<TLanes>.Write(right + (column * pitch), pitch, channels, tiles, exchanged + (column / TLanes.Count * size));
            }

            OuterProduct<TLanes>.Add(
                PixelWalk.Straight(tiles * TLanes.Count), left, pitch, rows, exchanged, size, length / TLanes.Count, sums, length);
        }
    }

    private static void Filters(float* sums, nint pointPitch, float* room, float* filters)
    {
        for (var column = 0; column < Side; column++)
        {
            var (first, step) = (column * pointPitch, Side * pointPitch);
            var (g0, g1, g2) = WinogradTransform<TLanes>.WeightGradient(
                TLanes.Load(sums + first), TLanes.Load(sums + first + step), TLanes.Load(sums + first + (2 * step)),
                TLanes.Load(sums + first + (3 * step)), TLanes.Load(sums + first + (4 * step)), TLanes.Load(sums + first + (5 * step)));
            g0.Store(room + (column * TLanes.Count));
            g1.Store(room + ((Side + column) * TLanes.Count));
            g2.Store(room + (((2 * Side) + column) * TLanes.Count));
        }

        for (var row = 0; row < Kernel; row++, room += Side * TLanes.Count, filters += Kernel * TLanes.Count)
        {
            var (g0, g1, g2) = WinogradTransform<TLanes>.WeightGradient(
                TLanes.Load(room), TLanes.Load(room + TLanes.Count), TLanes.Load(room + (2 * TLanes.Count)),
                TLanes.Load(room + (3 * TLanes.Count)), TLanes.Load(room + (4 * TLanes.Count)), TLanes.Load(room + (5 * TLanes.Count)));
            g0.Store(filters);
            g1.Store(filters + TLanes.Count);
            g2.Store(filters + (2 * TLanes.Count));
        }
    }
}

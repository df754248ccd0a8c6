using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Rows of tiles of one channel, to their values and back.</summary>
internal static unsafe class WinogradTiles<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Side = WinogradShape.Side;
    private const int Tile = WinogradShape.Tile;

    /// <summary>The values of a row of input tiles.</summary>
    /// <param name="plane">How the channel lies in memory, with the margin that tiles read.</param>
    /// <param name="row">The row of tiles.</param>
    /// <param name="tiles">Tiles in a row.</param>
    /// <param name="source">The channel.</param>
    /// <param name="room">Vectors for <see cref="WinogradShape.RoomRows"/> rows, the last one zero.</param>
    /// <param name="target">Overwritten.</param>
    /// <param name="pointPitch">Floats from one value of a tile to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(PaddedPlane plane, int row, int tiles, float* source, float* room, float* target, nint pointPitch)
    {
        var pitch = ((tiles * Tile) + 2) * TLanes.Count;
        var rows = stackalloc float*[Side];
        for (var line = 0; line < Side; line++)
        {
            var y = (row * Tile) + line - 1;
            rows[line] = y < 0 || y >= plane.Height
                ? room + (Side * pitch)
                : source + (((y * plane.RowPitch) + plane.Margin - 1) * TLanes.Count);
        }

        for (var x = 0; x < pitch; x += TLanes.Count)
        {
            var (v0, v1, v2, v3, v4, v5) = WinogradTransform<TLanes>.Input(
                TLanes.Load(rows[0] + x), TLanes.Load(rows[1] + x), TLanes.Load(rows[2] + x),
                TLanes.Load(rows[3] + x), TLanes.Load(rows[4] + x), TLanes.Load(rows[5] + x));
            Store(v0, v1, v2, v3, v4, v5, room + x, pitch);
        }

        for (var line = 0; line < Side; line++, room += pitch, target += Side * pointPitch)
        {
            for (var tile = 0; tile < tiles; tile++)
            {
                var d = room + (tile * Tile * TLanes.Count);
                var (v0, v1, v2, v3, v4, v5) = WinogradTransform<TLanes>.Input(
                    TLanes.Load(d), TLanes.Load(d + TLanes.Count), TLanes.Load(d + (2 * TLanes.Count)),
                    TLanes.Load(d + (3 * TLanes.Count)), TLanes.Load(d + (4 * TLanes.Count)), TLanes.Load(d + (5 * TLanes.Count)));
                Store(v0, v1, v2, v3, v4, v5, target + (tile * TLanes.Count), pointPitch);
            }
        }
    }

    /// <summary>The values of a row of output gradients' tiles.</summary>
    /// <param name="plane">How the channel lies in memory, with a margin.</param>
    /// <param name="row">The row of tiles.</param>
    /// <param name="tiles">Tiles in a row.</param>
    /// <param name="source">The channel.</param>
    /// <param name="room">Vectors for <see cref="WinogradShape.RoomRows"/> rows, the last one zero.</param>
    /// <param name="target">Overwritten.</param>
    /// <param name="pointPitch">Floats from one value of a tile to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OutputGradient(PaddedPlane plane, int row, int tiles, float* source, float* room, float* target, nint pointPitch)
    {
        var pitch = ((tiles * Tile) + 2) * TLanes.Count;
        var rows = stackalloc float*[Tile];
        for (var line = 0; line < Tile; line++)
        {
            var y = (row * Tile) + line;
            rows[line] = y >= plane.Height ? room + (Side * pitch) : source + (((y * plane.RowPitch) + plane.Margin) * TLanes.Count);
        }

        for (var x = 0; x < pitch - (2 * TLanes.Count); x += TLanes.Count)
        {
            var (m0, m1, m2, m3, m4, m5) = WinogradTransform<TLanes>.OutputGradient(
                TLanes.Load(rows[0] + x), TLanes.Load(rows[1] + x), TLanes.Load(rows[2] + x), TLanes.Load(rows[3] + x));
            Store(m0, m1, m2, m3, m4, m5, room + x, pitch);
        }

        for (var line = 0; line < Side; line++, room += pitch, target += Side * pointPitch)
        {
            for (var tile = 0; tile < tiles; tile++)
            {
                var y = room + (tile * Tile * TLanes.Count);
                var (m0, m1, m2, m3, m4, m5) = WinogradTransform<TLanes>.OutputGradient(
                    TLanes.Load(y), TLanes.Load(y + TLanes.Count), TLanes.Load(y + (2 * TLanes.Count)), TLanes.Load(
                        y + (3 * TLanes.Count)));
                Store(m0, m1, m2, m3, m4, m5, target + (tile * TLanes.Count), pointPitch);
            }
        }
    }

    /// <summary>The pixels of a row of output tiles.</summary>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    /// <param name="row">The row of tiles.</param>
    /// <param name="source">The values.</param>
    /// <param name="pointPitch">Floats from one value of a tile to the next.</param>
    /// <param name="room">Vectors for a tile transformed along one axis.</param>
    /// <param name="target">The channel, rows without margins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(int height, int width, int row, float* source, nint pointPitch, float* room, float* target)
    {
        var rows = Math.Min(Tile, height - (row * Tile));
        target += row * Tile * width * TLanes.Count;
        for (var column = 0; column < width; column += Tile, source += TLanes.Count, target += Tile * TLanes.Count)
        {
            var values = source;
            for (var line = 0; line < Side; line++, values += Side * pointPitch)
            {
                var (y0, y1, y2, y3) = WinogradTransform<TLanes>.Output(
                    TLanes.Load(values), TLanes.Load(values + pointPitch), TLanes.Load(values + (2 * pointPitch)),
                    TLanes.Load(values + (3 * pointPitch)), TLanes.Load(values + (4 * pointPitch)), TLanes.Load(values + (5 * pointPitch)));
                Store(y0, y1, y2, y3, room + (line * Tile * TLanes.Count), TLanes.Count, Tile);
            }

            for (var x = 0; x < Math.Min(Tile, width - column); x++)
            {
                var line = room + (x * TLanes.Count);
                var (y0, y1, y2, y3) = WinogradTransform<TLanes>.Output(
                    TLanes.Load(line), TLanes.Load(line + (4 * TLanes.Count)), TLanes.Load(line + (8 * TLanes.Count)),
                    TLanes.Load(line + (12 * TLanes.Count)), TLanes.Load(line + (16 * TLanes.Count)), TLanes.Load(
                        line + (20 * TLanes.Count)));
                Store(y0, y1, y2, y3, target + (x * TLanes.Count), width * TLanes.Count, rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes v0, TLanes v1, TLanes v2, TLanes v3, TLanes v4, TLanes v5, float* target, nint pitch)
    {
        v0.Store(target);
        v1.Store(target + pitch);
        v2.Store(target + (2 * pitch));
        v3.Store(target + (3 * pitch));
        v4.Store(target + (4 * pitch));
        v5.Store(target + (5 * pitch));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes y0, TLanes y1, TLanes y2, TLanes y3, float* target, nint pitch, int count)
    {
        y0.Store(target);
        if (count > 1)
        {
            y1.Store(target + pitch);
        }

        if (count > 2)
        {
            y2.Store(target + (2 * pitch));
        }

        if (count > 3)
        {
            y3.Store(target + (3 * pitch));
        }
    }
}

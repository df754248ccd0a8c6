namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// The tiles by which Winograd's algorithm F(4x4, 3x3) computes a 3x3 convolution at stride 1: 36 products for 16 pixels instead of 144.
/// </summary>
/// <remarks>
/// Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2016), with 0, ±3/4, ±3/2 and infinity as points of interpolation:
/// they
/// round to a third of the error of the usual 0, ±1, ±2, two to four times that of the sum over the taps.
/// </remarks>
internal sealed class WinogradShape
{
    /// <summary>Height and width of a tile of the output.</summary>
    public const int Tile = 4;

    /// <summary>Height and width of a transformed tile.</summary>
    public const int Side = Tile + 2;

    /// <summary>Values of a transformed tile.</summary>
    public const int Points = Side * Side;

    /// <summary>Rows of vectors that a transform needs: those of tiles transformed along one axis, and a zero row.</summary>
    public const int RoomRows = Side + 1;

    private const int StripFloats = 160 * 1024;
    private const int Lanes = 16;

    /// <param name="shape">A convolution that <see cref="Suits"/>.</param>
    public WinogradShape(DenseShape shape)
    {
        (Rows, Columns) = Tiles(shape.Output);
        var row = Columns * Points * (shape.InputShape.Channels + shape.Output.Channels) * Lanes;
        StripRows = Math.Min(Rows, Math.Max((Tile + Columns - 1) / Columns, StripFloats / row));
        Pitch = PaddedPlane.PitchOf(StripRows * Columns);
    }

    /// <summary>Rows of tiles.</summary>
    public int Rows { get; }

    /// <summary>Tiles in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of tiles that are computed together, few enough to stay in the cache.</summary>
    public int StripRows { get; }

    /// <summary>Vectors of a row of <see cref="RoomRows"/>.</summary>
    public int RoomPitch => (Columns * Tile) + 2;

    /// <summary>Vectors from one channel of a transformed strip to the next.</summary>
    public int Pitch { get; }

    /// <summary>Whether the algorithm is faster than the sum over the taps.</summary>
    public static bool Suits(DenseShape shape)
    {
        if (shape.Kernel != (3, 3) || shape.Stride != (1, 1) || shape.Dilation != 1)
        {
            return false;
        }

        var (inputs, outputs, groups) = ((long)shape.InputShape.Channels, (long)shape.Output.Channels, (long)shape.Groups);
        var (rows, columns) = Tiles(shape.Output);
        var direct = 9 * shape.Output.Positions * inputs * outputs / groups;
        var tiled = (long)rows * columns * Points * ((inputs * outputs / groups) + (6 * (inputs + outputs)));
        return tiled < direct;
    }

    /// <summary>The rows of tiles of some rows of pixels, the first one of which is that of a tile.</summary>
    public static RowRange TileRows(RowRange rows) => new(rows.First / Tile, (rows.Count + Tile - 1) / Tile);

    /// <summary>Pixels beside each row that tiles read.</summary>
    public int Margin(int width) => (Columns * Tile) + 1 - width;

    /// <summary>Vectors from one value of the transformed tiles to the next.</summary>
    public nint PointPitch(int channels) => PaddedPlane.PitchOf(channels * Pitch);

    private static (int Rows, int Columns) Tiles(MapShape map) => ((map.Height + Tile - 1) / Tile, (map.Width + Tile - 1) / Tile);
}

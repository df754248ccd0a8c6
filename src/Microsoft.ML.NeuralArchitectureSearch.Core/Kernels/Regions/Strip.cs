namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Some rows of a map: few enough that one operation finds in the cache what the one before it wrote.</summary>
/// <param name="FirstRow">The first row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Width">Pixels of a row.</param>
internal readonly record struct Strip(int FirstRow, int Rows, int Width)
{
    /// <summary>The first pixel.</summary>
    public int First => FirstRow * Width;

    /// <summary>Number of pixels.</summary>
    public int Positions => Rows * Width;

    /// <summary>Pixels from one channel to the next where only the strip is kept.</summary>
    public nint Pitch => PaddedPlane.PitchOf(Positions);

    /// <summary>All rows.</summary>
    public static Strip Whole(MapShape shape) => new(0, shape.Height, shape.Width);

    /// <summary>Cuts a map.</summary>
    /// <param name="shape">Size of the map.</param>
    /// <param name="lanes">Images in a block.</param>
    /// <param name="bytes">What all channels of a strip may take; a row may take more.</param>
    public static IEnumerable<Strip> Cut(MapShape shape, int lanes, int bytes)
    {
        var rows = Math.Max(1, bytes / (shape.Channels * shape.Width * lanes * sizeof(float)));
        for (var row = 0; row < shape.Height; row += rows)
        {
            yield return new Strip(row, Math.Min(rows, shape.Height - row), shape.Width);
        }
    }
}

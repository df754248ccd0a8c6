namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The order in which two factors are read: rows of stretches that lie without a gap in both.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="LeftRow">Floats from one row to the next, left factor.</param>
/// <param name="RightRow">Floats from one row to the next, right factor.</param>
/// <param name="Stretches">Stretches of a row.</param>
/// <param name="LeftStretch">Floats from one stretch to the next, left factor.</param>
/// <param name="RightStretch">Floats from one stretch to the next, right factor.</param>
/// <param name="Length">Images of a stretch, over all its pixels.</param>
internal readonly record struct PixelWalk(
    int Rows, nint LeftRow, nint RightRow, int Stretches, nint LeftStretch, nint RightStretch, int Length)
{
    /// <summary>One stretch.</summary>
    /// <param name="length">Images, over all pixels.</param>
    public static PixelWalk Straight(int length) => new(1, 0, 0, 1, 0, 0, length);
}

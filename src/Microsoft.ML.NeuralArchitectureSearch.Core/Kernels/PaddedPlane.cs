namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>How one channel lies in memory when its rows have room for the pixels that a filter reads beyond them.</summary>
/// <param name="Height">Rows; there is no room above and below: filters leave those taps out.</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Margin">Zero pixels before and behind each row.</param>
internal readonly record struct PaddedPlane(int Height, int Width, int Margin)
{
    /// <summary>Pixels from one row to the next.</summary>
    public int RowPitch => Width + (2 * Margin);

    /// <summary>Pixels from one channel to the next: odd, so that channels do not fall onto the same lines of the cache.</summary>
    public int Pitch => PitchOf(Height * RowPitch);

    /// <summary>Pixels from one channel to the next where the rows have no margins.</summary>
    public static int PitchOf(int positions) => positions | 1;
}

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The length that texts are cut or padded to, where the user names none.</summary>
internal static class TextLength
{
    private const double Share = 0.95;

    /// <summary>The least length that 95 of 100 texts fit into, rounded up to a multiple of 4, which networks can halve twice.</summary>
    /// <param name="lengths">Tokens of every text.</param>
    public static int Suiting(IEnumerable<int> lengths)
    {
        var sorted = lengths.Order().ToArray();
        var fits = sorted[(int)Math.Ceiling(Share * sorted.Length) - 1];
        return RoundUp(Math.Max(1, fits));
    }

    public static int RoundUp(int length) => (length + 3) / 4 * 4;
}

namespace Microsoft.ML.NeuralArchitectureSearch.Batching.Text;

/// <summary>The length that texts are cut or padded to, where the user names none.</summary>
internal static class TextLength
{
    private const double Share = 0.95;

    /// <summary>The least length that 95 of 100 texts fit into.</summary>
    /// <param name="lengths">Tokens of every text.</param>
    public static int Suiting(IEnumerable<int> lengths)
    {
        var sorted = lengths.Order().ToArray();
        return Math.Max(1, sorted[(int)Math.Ceiling(Share * sorted.Length) - 1]);
    }
}

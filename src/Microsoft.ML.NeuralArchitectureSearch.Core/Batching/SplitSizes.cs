namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>Whether a share that is held out leaves enough on both sides.</summary>
internal static class SplitSizes
{
    private const int Fewest = 2;

    /// <param name="count">Number of examples.</param>
    /// <param name="heldOut">Share that is held out, within (0, 1).</param>
    /// <param name="option">The option that says so.</param>
    /// <exception cref="ArgumentException">One of the parts would have a single example, or none.</exception>
    public static void Check(long count, double heldOut, string option)
    {
        var first = (long)Math.Round((1 - heldOut) * count);
        if (first < Fewest || count - first < Fewest)
        {
            throw new ArgumentException(
                $"With {option} {heldOut} of {count} examples, {count - first} are held out and {first} are left to train on; at least "
                + $"{Fewest} are needed in either part.",
                option);
        }
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Cuts a text into the segments that the gradient goes back through.</summary>
/// <remarks>Merity et al., "Regularizing and Optimizing LSTM Language Models" (2018), arXiv:1708.02182, section 5.</remarks>
internal static class TextSegments
{
    private const double FullShare = 0.95;
    private const double Deviation = 5;
    private const int Shortest = 5;
    private const int MostAbove = 20;

    /// <summary>Segments of one length, the last one of what is left.</summary>
    /// <param name="rows">Tokens of a piece of the text; the last one is only predicted.</param>
    /// <param name="length">Length of a segment.</param>
    public static IReadOnlyList<TextSegment> Fixed(long rows, int length) => Cut(rows, () => length);

    /// <summary>Segments of varying lengths.</summary>
    /// <param name="rows">Tokens of a piece of the text; the last one is only predicted.</param>
    /// <param name="length">The usual length.</param>
    /// <param name="random">The source of every draw.</param>
    public static IReadOnlyList<TextSegment> Varied(long rows, int length, Random random) => Cut(rows, () =>
    {
        var mean = random.NextDouble() < FullShare ? length : length / 2.0;
        return Math.Clamp((int)(mean + (Deviation * random.NextGaussian())), Math.Min(Shortest, length), length + MostAbove);
    });

    private static List<TextSegment> Cut(long rows, Func<int> nextLength)
    {
        var segments = new List<TextSegment>();
        for (var start = 0L; start < rows - 1;)
        {
            var length = Math.Min(nextLength(), rows - 1 - start);
            segments.Add(new(start, length));
            start += length;
        }

        return segments;
    }
}

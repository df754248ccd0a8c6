using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Training;

public sealed class TextSegmentsTests
{
    [Test]
    public void Segments_follow_one_another_and_every_token_but_the_first_is_predicted_once()
    {
        foreach (var segments in (IReadOnlyList<TextSegment>[])[TextSegments.Fixed(100, 35), TextSegments.Varied(1000, 35, new Random(1))])
        {
            Assert.That(
                segments.Skip(1).Select(segment => segment.Start),
                Is.EqualTo(segments.SkipLast(1).Select(segment => segment.Start + segment.Length)));
            Assert.That(segments[0].Start, Is.Zero);
        }

        Assert.That(TextSegments.Fixed(100, 35).Select(segment => segment.Length), Is.EqualTo(new[] { 35, 35, 29 }));
        Assert.That(TextSegments.Varied(1000, 35, new Random(1)).Sum(segment => segment.Length), Is.EqualTo(999));
    }

    [Test]
    public void Lengths_vary_as_in_the_paper()
    {
        var lengths = TextSegments.Varied(2_000_000, 35, new Random(2)).SkipLast(1).Select(segment => segment.Length).ToArray();

        // The mean of the whole numbers below N(35, 5) in 95 % of the cases and below N(17.5, 5) in the others.
        Assert.That(lengths.Average(), Is.EqualTo((0.95 * 34.5) + (0.05 * 17)).Within(0.15));
        Assert.That(lengths.Count(length => length < 25) / (double)lengths.Length, Is.EqualTo(0.95 * 0.0228 + 0.05 * 0.933).Within(0.005));
        Assert.That(lengths, Is.All.InRange(5, 55));
    }

    [Test]
    public void A_segment_reads_its_rows_and_predicts_the_next_ones()
    {
        using var scope = NewDisposeScope();
        var text = arange(12, ScalarType.Int64).view(6, 2);

        var (tokens, targets) = new TextSegment(1, 3).Of(text);

        Assert.That(tokens.contiguous().data<long>().ToArray(), Is.EqualTo(new long[] { 2, 3, 4, 5, 6, 7 }));
        Assert.That(targets.data<long>().ToArray(), Is.EqualTo(new long[] { 4, 5, 6, 7, 8, 9 }));
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using NUnit.Framework;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching;

public sealed class TokenSequenceTests
{
    [Test]
    public void Pieces_lie_side_by_side_and_what_is_left_over_is_not_in_them()
    {
        using var stream = Numbers(11);
        using var laid = stream.SideBySide(3);

        Assert.That(laid.shape, Is.EqualTo(new long[] { 3, 3 }));
        Assert.That(laid.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 3, 6, 1, 4, 7, 2, 5, 8 }));
    }

    [Test]
    public void Is_cut_in_two_without_changing_the_order()
    {
        using var stream = Numbers(10);

        var (first, second) = stream.Split(0.7);
        using var one = first;
        using var other = second;

        Assert.That(first.Tokens.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 2, 3, 4, 5, 6 }));
        Assert.That(second.Tokens.data<long>().ToArray(), Is.EqualTo(new long[] { 7, 8, 9 }));
        Assert.That(second.VocabularySize, Is.EqualTo(stream.VocabularySize));
    }

    [Test]
    public void Each_piece_of_a_cut_has_a_token_to_read_and_one_to_predict()
    {
        using var stream = Numbers(4);

        var (first, second) = stream.Split(0.99);
        using var one = first;
        using var other = second;

        Assert.That((first.Count, second.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_copy_lives_on_when_the_original_does_not()
    {
        var stream = Numbers(5);
        using var copy = stream.To(CPU);

        stream.Dispose();

        Assert.That(copy.Tokens.data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void Lives_beyond_the_scope_that_it_was_made_in()
    {
        TokenSequence stream;
        using (NewDisposeScope())
        {
            stream = Numbers(5);
        }

        using (stream)
        {
            Assert.That(stream.Tokens.sum().item<long>(), Is.EqualTo(10));
        }
    }

    [Test]
    public void What_is_no_stream_of_tokens_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.That(() => new TokenSequence(null!, 10), Throws.ArgumentNullException);
        Assert.That(() => new TokenSequence(zeros(10), 10), Throws.ArgumentException.With.Message.Contains("Float32"));
        Assert.That(() => new TokenSequence(zeros([2, 5], ScalarType.Int64), 10), Throws.ArgumentException.With.Message.Contains("[2, 5]"));
        Assert.That(() => new TokenSequence(zeros([1], ScalarType.Int64), 10), Throws.ArgumentException);
        Assert.That(
            () => new TokenSequence(arange(10, ScalarType.Int64), 9),
            Throws.ArgumentException.With.Message.Contains("0 to 8; found 0 to 9"));
        Assert.That(() => new TokenSequence(arange(10, ScalarType.Int64), 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        using var small = Numbers(3);
        Assert.That(() => small.Split(0.5), Throws.InvalidOperationException);
        Assert.That(() => small.SideBySide(2), Throws.ArgumentException.With.Message.Contains("at most 1"));
        Assert.That(() => small.SideBySide(0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static TokenSequence Numbers(int count) => new(arange(count, ScalarType.Int64), Math.Max(2, count));
}

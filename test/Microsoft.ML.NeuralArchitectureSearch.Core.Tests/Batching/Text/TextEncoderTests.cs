using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

public sealed class TextEncoderTests
{
    private static readonly TextEncoder Encoder = new(new TextTokenizer(), new Vocabulary(["good", "bad", "film"]), Length: 4);

    [TestCase("A good film", 3, new float[] { 1, 2, 4, 0 })]
    [TestCase("bad bad bad bad film", 5, new float[] { 3, 3, 3, 3 })]
    [TestCase("", 0, new float[] { 0, 0, 0, 0 })]
    public void Texts_become_numbers_of_one_length(string text, int tokens, float[] expected)
    {
        var numbers = new float[] { 9, 9, 9, 9 };

        Assert.That(Encoder.Encode(text.AsMemory(), numbers), Is.EqualTo(tokens));
        Assert.That(numbers, Is.EqualTo(expected));
    }

    [Test]
    public void The_length_that_suits_holds_95_of_100_texts() =>
        Assert.That(TextLength.Suiting(Enumerable.Range(1, 100)), Is.EqualTo(95));
}

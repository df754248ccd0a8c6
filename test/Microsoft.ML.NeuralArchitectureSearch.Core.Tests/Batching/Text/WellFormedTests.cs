using System.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

public sealed class WellFormedTests
{
    private static TestCaseData[] Cases =>
    [
        Case("plain", "plain"),
        Case("", ""),
        Case("🚀 whole", "🚀 whole"),
        Case("\uD83D", "\uFFFD"),
        Case("\uDE80", "\uFFFD"),
        Case("a \uD83D b \uDE80 c", "a \uFFFD b \uFFFD c"),
        Case("\uDE80\uD83D", "\uFFFD\uFFFD"),
        Case("\uD83D\uD83D\uDE80", "\uFFFD🚀"),
        Case("🚀\uD83D", "🚀\uFFFD"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Half_of_a_surrogate_pair_becomes_the_replacement_character(string text, string expected)
    {
        Assert.That(WellFormed.Of(text), Is.EqualTo(expected));
        Assert.That(WellFormed.Of(text.AsMemory()).ToString(), Is.EqualTo(expected));
        Assert.That(WellFormed.Is(text), Is.EqualTo(text == expected));
    }

    [Test]
    public void Of_any_text_it_is_what_comes_back_from_UTF_8()
    {
        foreach (var text in RandomTexts.Some(2_000))
        {
            Assert.That(WellFormed.Of(text), Is.EqualTo(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))), RandomTexts.Codes(text));
            Assert.That(WellFormed.Is(WellFormed.Of(text)), RandomTexts.Codes(text));
        }
    }

    // Test adapters cannot write halves of surrogate pairs: the codes name a case.
    private static TestCaseData Case(string text, string expected) =>
        new TestCaseData(text, expected).SetArgDisplayNames(RandomTexts.Codes(text));
}

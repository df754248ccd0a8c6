using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

public sealed class TextTokenizerTests
{
    [TestCase("Free entry!! Txt WIN to 80082, cost 1.50", "free|entry|!|!|txt|win|to|80082|,|cost|1.50")]
    [TestCase("don't 'quote' rock'n'roll dogs'", "don't|'|quote|'|rock'n'roll|dogs|'")]
    [TestCase("  tabs\tand\r\nlines  ", "tabs|and|lines")]
    [TestCase("Größe ЧЕРЕЗ naïve ελληνικά", "größe|через|naïve|ελληνικά")]
    [TestCase("nai\u0308ve", "nai\u0308ve")]
    [TestCase("1,000.5 a.b 3. x", "1,000.5|a|.|b|3|.|x")]
    [TestCase("你好，world", "你|好|，|world")]
    [TestCase("ok👍🏽👨‍👩‍👧!", "ok|👍🏽|👨‍👩‍👧|!")]
    [TestCase("£5 + €6", "£|5|+|€|6")]
    [TestCase("", "")]
    [TestCase(" \u200b\n", "")]
    public void Words_punctuation_and_symbols_are_tokens(string text, string tokens) =>
        Assert.That(string.Join('|', new TextTokenizer().Tokenize(text)), Is.EqualTo(tokens));

    [Test]
    public void Half_a_surrogate_pair_is_a_token_the_replacement_character() =>
        Assert.That(new TextTokenizer().Tokenize($"a{'\ud800'}b"), Is.EqualTo(new[] { "a", "\uFFFD", "b" }));

    [Test]
    public void Case_is_kept_where_that_is_asked_for() =>
        Assert.That(new TextTokenizer { LowersCase = false }.Tokenize("WIN Big"), Is.EqualTo(new[] { "WIN", "Big" }));

    [Test]
    public void Digits_can_be_masked() =>
        Assert.That(
            new TextTokenizer { MasksDigits = true }.Tokenize("call 08712 or v2.5"),
            Is.EqualTo(new[] { "call", "00000", "or", "v0.0" }));

    [Test]
    public void Texts_that_were_cut_before_are_cut_at_white_space_only() =>
        Assert.That(
            new TextTokenizer { Splitting = TextSplitting.WhiteSpace }.Tokenize(" the <unk> n't  's\n"),
            Is.EqualTo(new[] { "the", "<unk>", "n't", "'s" }));

    [Test]
    public void Normalization_is_refused_where_the_process_cannot_normalize()
    {
        var canNormalize = "e\u0301".Normalize(NormalizationForm.FormC) == "é";

        TextTokenizer Create() => new() { Normalization = NormalizationForm.FormC };

        if (canNormalize)
        {
            Assert.That(Create().Tokenize("cafe\u0301"), Is.EqualTo(new[] { "café" }));
        }
        else
        {
            Assert.That(Create, Throws.ArgumentException.With.Message.Contains("InvariantGlobalization"));
        }
    }
}

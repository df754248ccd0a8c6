using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

public sealed class VocabularyTests
{
    private static readonly string[][] Texts = [["b", "a", "c"], ["b", "a", "d"], ["b", "e", "e"]];

    [Test]
    public void The_most_frequent_word_comes_first_and_equals_in_ordinal_order() =>
        Assert.That(Vocabulary.Of(Texts).Words, Is.EqualTo(new[] { "<pad>", "<unk>", "b", "a", "e" }));

    [Test]
    public void Rarer_words_are_unknown()
    {
        var vocabulary = Vocabulary.Of(Texts, new() { MinimumFrequency = 3 });

        Assert.That(
            (vocabulary.Find("b"), vocabulary.Find("a"), vocabulary.Find("zebra")),
            Is.EqualTo((2, Vocabulary.Unknown, Vocabulary.Unknown)));
    }

    [Test]
    public void No_more_than_the_most_frequent_words_are_kept() =>
        Assert.That(Vocabulary.Of(Texts, new() { MaximumSize = 1 }).Words, Is.EqualTo(new[] { "<pad>", "<unk>", "b" }));

    [Test]
    public void Reserved_words_are_known_in_any_case() =>
        Assert.That(
            Vocabulary.Of(Texts, new() { MinimumFrequency = 3 }, "<eos>").Words,
            Is.EqualTo(new[] { "<pad>", "<unk>", "<eos>", "b" }));

    [Test]
    public void The_unknown_word_of_prepared_texts_is_the_unknown_word()
    {
        var vocabulary = Vocabulary.Of([["<unk>", "the", "<unk>", "the"]]);

        Assert.That((vocabulary.Count, vocabulary.Find("<unk>"), vocabulary.Find("the")), Is.EqualTo((3, Vocabulary.Unknown, 2)));
    }

    [Test]
    public void A_vocabulary_of_nothing_is_refused() =>
        Assert.That(
            () => Vocabulary.Of(Texts, new() { MinimumFrequency = 4 }),
            Throws.ArgumentException.With.Message.Contains("occurs 3 times").And.Message
                .Contains(nameof(VocabularyOptions.MinimumFrequency)));

    [Test]
    public void Words_that_stand_there_twice_are_refused() =>
        Assert.That(() => new Vocabulary(["a", "b", "a"]), Throws.ArgumentException.With.Message.Contains("'a'"));

    [Test]
    public void Vocabularies_of_the_same_words_are_equal()
    {
        var vocabulary = Vocabulary.Of([["a", "a", "b", "b", "a"]]);

        Assert.That(vocabulary, Is.EqualTo(new Vocabulary(["a", "b"])));
        Assert.That(vocabulary, Is.Not.EqualTo(new Vocabulary(["b", "a"])));
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Batching.Text;

public sealed class WordVectorsTests
{
    private static readonly Vocabulary Words = new(["good", "bad", "film"]);

    [Test]
    public void Vectors_of_a_GloVe_file_are_read()
    {
        var vectors = Read("the 0.1 0.2\ngood 1 -2.5\n. . . 3 4\nfilm 5e-1 6\n");

        Assert.That((vectors.Width, vectors.FoundCount, vectors.WordCount), Is.EqualTo((2, 2, 5)));
        Assert.That(vectors.Of(2).ToArray(), Is.EqualTo(new[] { 1f, -2.5f }));
        Assert.That(vectors.Of(4).ToArray(), Is.EqualTo(new[] { 0.5f, 6f }));
        Assert.That(vectors.Of(3).IsEmpty, "the file has no vector of 'bad'");
    }

    [Test]
    public void Vectors_of_a_word2vec_file_are_read() =>
        Assert.That(Read("2 3\nbad 1 2 3 \nother 4 5 6\n").Of(3).ToArray(), Is.EqualTo(new[] { 1f, 2f, 3f }));

    [TestCase("good 1 2\nbad 1\n", "Line 2")]
    [TestCase("good 1 2\nbad 1 2 3\n", "more values")]
    [TestCase("good 1 x\n", "'x'")]
    [TestCase("good 1 NaN\n", "'NaN'")]
    [TestCase("unheard of\n", "'of'")]
    [TestCase("2 3\ngood 1 2\n", "Line 2")]
    [TestCase("word\n", "Line 1")]
    [TestCase("", "has none")]
    public void Malformed_files_are_refused(string text, string message) =>
        Assert.That(() => Read(text), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    private static WordVectors Read(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("vectors.txt");
        File.WriteAllText(path, text);
        return WordVectors.Read(path, Words);
    }
}

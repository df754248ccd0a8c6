using System.IO.Compression;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Texts;

/// <summary>
/// Penn Treebank as language models read it: every line ends in <c>&lt;eos&gt;</c>, words are numbered as the training text first has them.
/// </summary>
internal sealed class PennTreebank : IDisposable
{
    /// <summary>Reads the texts.</summary>
    /// <param name="folder">The folder of the data sets.</param>
    /// <param name="share">Share of the training text that is trained on, its beginning; a tenth of it that follows is held out.</param>
    public PennTreebank(string folder, double share)
    {
        var training = Words(folder, "train").ToArray();
        var numbers = new Dictionary<string, long>();
        long[] all = [.. training.Select(word => Number(numbers, word))];
        var count = (int)(share * all.Length);
        Training = new TokenSequence(tensor(all[..count]), numbers.Count);
        HeldOut = new TokenSequence(tensor(all[count..(count + (count / 10))]), numbers.Count);
        Validation = new TokenSequence(tensor(Words(folder, "valid").Select(word => numbers[word]).ToArray()), numbers.Count);
    }

    /// <summary>The beginning of the training text.</summary>
    public TokenSequence Training { get; }

    /// <summary>What follows it in the training text.</summary>
    public TokenSequence HeldOut { get; }

    /// <summary>The validation text, all of it.</summary>
    public TokenSequence Validation { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Training.Dispose();
        HeldOut.Dispose();
        Validation.Dispose();
    }

    private static long Number(Dictionary<string, long> numbers, string word)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            numbers.Add(word, number = numbers.Count);
        }

        return number;
    }

    private static IEnumerable<string> Words(string folder, string part)
    {
        using var file = File.OpenRead(Path.Combine(folder, "ptb", $"ptb.{part}.txt.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return word;
            }

            yield return "<eos>";
        }
    }
}

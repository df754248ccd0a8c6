using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>The data of a search, as its history notes them.</summary>
/// <param name="Rows">Number of examples or tokens.</param>
/// <param name="Shape">Size of an example; empty for a text.</param>
/// <param name="Classes">Number of classes, or of different tokens.</param>
/// <param name="Hash">Hash of all values.</param>
internal sealed record SearchData(long Rows, string Shape, int Classes, string Hash)
{
    private const long RowsAtOnce = 4096;

    /// <summary>The sizes as text.</summary>
    [JsonIgnore]
    public string Sizes => string.Create(CultureInfo.InvariantCulture, $"{Rows} rows{(Shape.Length > 0 ? " of " + Shape : "")} in {Classes} classes");

    /// <returns><see langword="null"/> for data of a type that the library does not know.</returns>
    public static SearchData? Of(TrainingData? data) => data switch
    {
        LabelledData examples => new(examples.Count, $"{examples.Shape}", examples.ClassCount, HashOf(examples.Inputs, examples.Labels)),
        TokenSequence text => new(text.Count, "", text.VocabularySize, HashOf(text.Tokens)),
        _ => null,
    };

    private static string HashOf(params ReadOnlySpan<Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{tensor.dtype}"));
            for (var row = 0L; row < tensor.shape[0]; row += RowsAtOnce)
            {
                using var scope = NewDisposeScope();
                hash.AppendData(tensor.narrow(0, row, Math.Min(RowsAtOnce, tensor.shape[0] - row)).cpu().contiguous().bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Security.Cryptography;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>A text that identifies data: sizes and a hash of all values in order.</summary>
internal static class DataText
{
    private const int Characters = 16;
    private const long RowsAtOnce = 4096;

    /// <summary>Describes data.</summary>
    public static string Of(TrainingData data) => data switch
    {
        LabelledData examples => $"{examples.Count} examples of {examples.Shape} in {examples.ClassCount} classes, "
            + $"{Hash([examples.Inputs, examples.Labels])}",
        TokenSequence text => $"{text.Count} tokens of {text.VocabularySize}, {Hash([text.Tokens])}",
        _ => $"{data.Count} of {data.GetType().Name}",
    };

    /// <summary>A hash of tensors: types, shapes and values.</summary>
    public static string Hash(IEnumerable<Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{tensor.dtype} [{string.Join(", ", tensor.shape)}];"));
            Append(hash, tensor);
        }

        return $"hash {Convert.ToHexStringLower(hash.GetHashAndReset())[..Characters]}";
    }

    // In parts: data on a GPU are copied, and large ones need not be copied at once.
    private static void Append(IncrementalHash hash, Tensor tensor)
    {
        var rows = tensor.dim() == 0 ? 1 : tensor.shape[0];
        for (var start = 0L; start < rows; start += RowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var part = tensor.detach();
            hash.AppendData(SavedTensor.Of(part.dim() == 0 ? part : part.narrow(0, start, Math.Min(RowsAtOnce, rows - start))).Bytes);
        }
    }
}

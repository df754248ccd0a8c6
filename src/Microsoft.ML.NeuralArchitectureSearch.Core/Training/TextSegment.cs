using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>A stretch of rows of a text.</summary>
/// <param name="Start">First row that is read.</param>
/// <param name="Length">Number of rows that are read; each one's next row is predicted.</param>
internal readonly record struct TextSegment(long Start, long Length)
{
    /// <summary>What is read and what is to be predicted.</summary>
    /// <param name="text">Int64 <c>[R, B]</c>.</param>
    /// <returns>Int64 <c>[T, B]</c> and int64 <c>[T · B]</c>, in the caller's dispose scope.</returns>
    public (Tensor Tokens, Tensor Targets) Of(Tensor text) =>
        (text.narrow(0, Start, Length), text.narrow(0, Start + 1, Length).reshape(-1));
}

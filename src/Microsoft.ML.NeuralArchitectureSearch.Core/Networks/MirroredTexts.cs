using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Padded texts read from their ends: what stands behind the end of a text keeps its place.</summary>
internal static class MirroredTexts
{
    /// <summary>For each position the one that has its place when the text is read from its last token to its first.</summary>
    /// <param name="mask">Float <c>[N, 1, 1, L]</c>: ones, then zeros.</param>
    /// <returns>Int64 <c>[N, L]</c>; mirroring twice gives every token its own place again.</returns>
    public static Tensor OrderOf(Tensor mask)
    {
        using var scope = NewDisposeScope();
        var positions = NumberTensors.Range(mask.size(3), mask.device).unsqueeze(0);                 // [1, L]
        var lengths = mask.flatten(1).sum(1, keepdim: true).to(ScalarType.Int64);               // [N, 1]
        return where(positions.lt(lengths), lengths.sub(positions).Sub(1), positions).MoveToOuterDisposeScope();
    }

    /// <param name="tokens">Float <c>[N, L, C]</c>.</param>
    /// <param name="order">Int64 <c>[N, L]</c>.</param>
    /// <returns>The tokens in that order, float <c>[N, L, C]</c>.</returns>
    public static Tensor Reordered(Tensor tokens, Tensor order)
    {
        using var scope = NewDisposeScope();
        return tokens.gather(1, order.unsqueeze(2).expand(-1, -1, tokens.size(2))).MoveToOuterDisposeScope();
    }
}

using static TorchSharp.torch;

namespace TorchSharp.Modules;

internal sealed record EmbeddingLookup(long? PaddingIndex, double? MaxNorm, double NormType, bool ScaleGradByFrequency, bool Sparse)
{
    internal Tensor Read(Tensor weight, Tensor indices)
    {
        if (MaxNorm is { } limit)
        {
            using var _ = no_grad();
            Aten.CallInPlace("aten::embedding_renorm_", weight, indices, limit, NormType);
        }

        return Aten.Call("aten::embedding", weight, indices, Padding(weight) ?? -1, ScaleGradByFrequency, Sparse);
    }

    internal void ClearPadding(Tensor weight)
    {
        if (Padding(weight) is not { } row)
            return;
        using var _ = no_grad();
        using var padding = Aten.Call("aten::select.int", weight, 0L, row);
        Aten.CallInPlace("aten::zero_", padding);
    }

    private long? Padding(Tensor weight) => PaddingIndex < 0 ? PaddingIndex + weight.shape[0] : PaddingIndex;
}

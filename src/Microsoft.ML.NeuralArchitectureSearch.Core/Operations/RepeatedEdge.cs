using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>The last row and the last column once more: what a window of 2x2 reads beyond them changes neither its mean nor its largest pixel.</summary>
internal sealed class RepeatedEdge() : Module<Tensor, Tensor>(nameof(RepeatedEdge))
{
    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, H + 1, W + 1]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var rows = cat([input, input.narrow(2, input.size(2) - 1, 1)], 2);                                 // [N, C, H + 1, W]
        return cat([rows, rows.narrow(3, rows.size(3) - 1, 1)], 3).MoveToOuterDisposeScope();              // [N, C, H + 1, W + 1]
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What a <see cref="BidirectionalGruLayer"/> computes.</summary>
internal sealed class BidirectionalGru : Module<Tensor, Tensor, Tensor>
{
    private readonly GRU ahead;
    private readonly GRU back;

    public BidirectionalGru(BidirectionalGruLayer layer)
        : base(nameof(BidirectionalGru))
    {
        ahead = GRU(layer.InputChannels, layer.HiddenSize, batchFirst: true);
        back = GRU(layer.InputChannels, layer.HiddenSize, batchFirst: true);
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, 1, L]</c>.</param>
    /// <param name="mask">Its mask, float <c>[N, 1, 1, L]</c>: ones, then zeros.</param>
    /// <returns>Feature map, float <c>[N, 2 · H, 1, L]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var tokens = input.squeeze(2).transpose(1, 2);                                          // [N, L, C]
        var mirrored = Mirrored(mask);                                                          // [N, L]
        var (first, ended) = ahead.call(tokens);                                                // [N, L, H]
        var (second, begun) = back.call(Reordered(tokens, mirrored));
        var states = cat([first, Reordered(second, mirrored)], 2);                              // [N, L, 2 · H]
        return states.transpose(1, 2).unsqueeze(2).mul(mask).MoveToOuterDisposeScope();
    }

    // For each position the one that has its place when the text, without the padding behind it, is read from its end.
    private static Tensor Mirrored(Tensor mask)
    {
        var positions = arange(mask.size(3), device: mask.device).unsqueeze(0);                 // [1, L]
        var lengths = mask.flatten(1).sum(1, keepdim: true).to(ScalarType.Int64);               // [N, 1]
        return where(positions.lt(lengths), lengths.sub(positions).sub(1), positions);
    }

    private static Tensor Reordered(Tensor tokens, Tensor order) =>
        tokens.gather(1, order.unsqueeze(2).expand(-1, -1, tokens.size(2)));
}

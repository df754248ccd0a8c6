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
        ahead = DrawnRecurrent.Gru(layer.InputChannels, layer.HiddenSize);
        back = DrawnRecurrent.Gru(layer.InputChannels, layer.HiddenSize);
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, 1, L]</c>.</param>
    /// <param name="mask">Its mask, float <c>[N, 1, 1, L]</c>: ones, then zeros.</param>
    /// <returns>Feature map, float <c>[N, 2 · H, 1, L]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var tokens = input.squeeze(2).transpose(1, 2);                                          // [N, L, C]
        var mirrored = MirroredTexts.OrderOf(mask);                                             // [N, L]
        var (first, ended) = ahead.call(tokens);                                                // [N, L, H]
        var (second, begun) = back.call(MirroredTexts.Reordered(tokens, mirrored));
        var states = cat([first, MirroredTexts.Reordered(second, mirrored)], 2);                              // [N, L, 2 · H]
        return states.transpose(1, 2).unsqueeze(2).mul(mask).MoveToOuterDisposeScope();
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What a <see cref="BidirectionalCellLayer"/> computes.</summary>
internal sealed class BidirectionalCells : Module<Tensor, Tensor, Tensor>
{
    private readonly RecurrentCell ahead;
    private readonly RecurrentCell back;

    public BidirectionalCells(BidirectionalCellLayer layer)
        : base(nameof(BidirectionalCells))
    {
        ahead = new RecurrentCell(layer.Genotype, layer.InputChannels, layer.HiddenSize) { HiddenDropout = layer.HiddenDropout };
        back = new RecurrentCell(layer.Genotype, layer.InputChannels, layer.HiddenSize) { HiddenDropout = layer.HiddenDropout };
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
        var first = Read(ahead, tokens);                                                        // [N, L, H]
        var second = MirroredTexts.Reordered(Read(back, MirroredTexts.Reordered(tokens, mirrored)), mirrored);
        return cat([first, second], 2).transpose(1, 2).unsqueeze(2).mul(mask).MoveToOuterDisposeScope();
    }

    private static Tensor Read(RecurrentCell cell, Tensor tokens) =>
        cell.call(tokens.transpose(0, 1), cell.InitialState(tokens.size(0))).Outputs.transpose(0, 1);
}

using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What an <see cref="AttentionPoolingLayer"/> computes.</summary>
internal sealed class AttentionPooling : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear hidden;
    private readonly Linear score;

    public AttentionPooling(AttentionPoolingLayer layer)
        : base(nameof(AttentionPooling))
    {
        hidden = Drawn.Linear(layer.Channels, layer.Channels);
        score = Drawn.Linear(layer.Channels, 1, hasBias: false);
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, 1, L]</c>.</param>
    /// <param name="mask">Its mask, float <c>[N, 1, 1, L]</c>.</param>
    /// <returns>The weighed mean, float <c>[N, C, 1, 1]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var tokens = input.squeeze(2).transpose(1, 2);                                          // [N, L, C]
        var scores = score.call(hidden.call(tokens).tanh()).squeeze(2);                         // [N, L]
        var weights = scores.MaskedFill(mask.flatten(1).Eq(0), double.NegativeInfinity).softmax(1);
        return weights.unsqueeze(1).bmm(tokens).transpose(1, 2).unsqueeze(3).MoveToOuterDisposeScope();
    }
}

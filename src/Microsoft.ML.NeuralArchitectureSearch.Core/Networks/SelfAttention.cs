using Microsoft.ML.NeuralArchitectureSearch.Graphs.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>What a <see cref="SelfAttentionLayer"/> computes.</summary>
internal sealed class SelfAttention : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear in_proj;
    private readonly Linear out_proj;
    private readonly int _heads;

    public SelfAttention(SelfAttentionLayer layer)
        : base(nameof(SelfAttention))
    {
        _heads = layer.Heads;
        in_proj = Drawn.Linear(layer.Channels, 3 * layer.Channels);
        out_proj = Drawn.Linear(layer.Channels, layer.Channels);
        RegisterComponents();
    }

    /// <param name="input">Feature map, float <c>[N, C, 1, L]</c>.</param>
    /// <param name="mask">Its mask, float <c>[N, 1, 1, L]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, 1, L]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var (count, channels, length) = (input.size(0), input.size(1), input.size(3));
        var projected = in_proj.call(input.squeeze(2).transpose(1, 2));                         // [N, L, 3 · C]
        var parts = projected.view(count, length, 3, _heads, channels / _heads).permute(2, 0, 3, 1, 4).unbind(0);
        var (queries, keys, values) = (parts[0], parts[1], parts[2]);                           // [N, heads, L, C / heads]
        var similarities = queries.matmul(keys.transpose(2, 3)).Div(Math.Sqrt(channels / _heads));
        var weights = similarities.MaskedFill(mask.Eq(0), double.NegativeInfinity).softmax(3); // [N, heads, L, L]
        var read = weights.matmul(values).transpose(1, 2).reshape(count, length, channels);     // [N, L, C]
        return out_proj.call(read).transpose(1, 2).unsqueeze(2).mul(mask).MoveToOuterDisposeScope();
    }
}

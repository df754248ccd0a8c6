using Microsoft.ML.NeuralArchitectureSearch.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks.Texts;

/// <summary>Two LSTMs, one above the other, as the recurrent layer of a language model.</summary>
/// <remarks>Its state is float <c>[B, 2 (M + H)]</c>: hidden and cell state of the lower, then of the upper one.</remarks>
internal sealed class LongShortTermMemory : RecurrentLayer
{
    private readonly LSTM _lower;
    private readonly LSTM _upper;
    private readonly int _between;

    /// <param name="size">Size of what it reads and gives in a step (H).</param>
    /// <param name="between">Size of what the lower one gives (M).</param>
    public LongShortTermMemory(int size, int between)
        : base(nameof(LongShortTermMemory), size, size)
    {
        _between = between;
        _lower = LSTM(size, between);
        _upper = LSTM(between, size);
        RegisterComponents();
    }

    /// <summary>Probability that a component of what either reads is left out, the same ones in all steps, while training.</summary>
    public double InputDropout { get; init; }

    public override Tensor InitialState(long sequences) => zeros(sequences, 2 * (_between + HiddenSize));

    public override (Tensor Outputs, Tensor State) forward(Tensor inputs, Tensor state)
    {
        using var scope = NewDisposeScope();
        var states = state.split([_between, _between, HiddenSize, HiddenSize], 1).Select(part => part.unsqueeze(0).contiguous()).ToArray();
        var (below, hidden, cell) = _lower.call(Dropped(inputs), (states[0], states[1]));
        var (above, upperHidden, upperCell) = _upper.call(Dropped(below), (states[2], states[3]));
        var next = cat([hidden, cell, upperHidden, upperCell], 2).squeeze(0);
        return (above.MoveToOuterDisposeScope(), next.MoveToOuterDisposeScope());
    }

    private Tensor Dropped(Tensor values) =>
        DropoutMask.Draw([1, values.shape[1], values.shape[2]], training ? InputDropout : 0, values) is { } mask
            ? values.mul(mask)
            : values;
}

using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A layer that reads sequences step by step and hands a state on.</summary>
/// <remarks>
/// Its inputs are float <c>[T, B, I]</c>, T steps of B sequences; it gives its outputs, float <c>[T, B, H]</c>, and the state behind the
/// last step.
/// </remarks>
internal abstract class RecurrentLayer : Module<Tensor, Tensor, (Tensor Outputs, Tensor State)>
{
    /// <summary>Names the kind of layer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="inputSize">Size of what it reads in a step (I).</param>
    /// <param name="hiddenSize">Size of what it gives in a step (H).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is zero or negative.</exception>
    protected RecurrentLayer(string name, int inputSize, int hiddenSize)
        : base(TorchRuntime.Required(name))
    {
        InputSize = Checked.Positive(inputSize, nameof(inputSize));
        HiddenSize = Checked.Positive(hiddenSize, nameof(hiddenSize));
    }

    /// <summary>Size of what it reads in a step (I).</summary>
    public int InputSize { get; }

    /// <summary>Size of what it gives in a step (H).</summary>
    public int HiddenSize { get; }

    /// <summary>The state before the first step: zero.</summary>
    /// <param name="sequences">Number of sequences (B).</param>
    /// <returns>Float <c>[B, H]</c> unless the layer says otherwise, of the type and on the device of the weights.</returns>
    public virtual Tensor InitialState(long sequences)
    {
        var weight = parameters().First();
        return zeros([sequences, HiddenSize], weight.dtype, weight.device);
    }
}

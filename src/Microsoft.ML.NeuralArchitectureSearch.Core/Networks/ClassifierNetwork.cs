using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A network that tells classes of images or texts apart: what <see cref="Training.NetworkTrainer"/> trains.</summary>
public abstract class ClassifierNetwork : Module<Tensor, Tensor>
{
    /// <summary>Names the kind of network.</summary>
    /// <param name="name">The name.</param>
    protected ClassifierNetwork(string name)
        : base(TorchRuntime.Required(name))
    {
    }

    /// <summary>Channels of the first cells, or of the first layer where there are none.</summary>
    public abstract int Channels { get; }

    /// <summary>Number of trainable weights.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>Classifies inputs by all the classifiers that a training listens to.</summary>
    /// <param name="inputs">Images, or texts as rows of tokens, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>, and those of an auxiliary head, <see langword="null"/> without one or while not training.</returns>
    public virtual (Tensor Logits, Tensor? Auxiliary) ForwardWithAuxiliary(Tensor inputs) => (call(inputs), null);

    /// <summary>Sets the probability that a path is left out while training. A network without such paths has nothing to set, the default.</summary>
    /// <param name="probability">Within [0, 1).</param>
    protected internal virtual void DropPaths(double probability)
    {
    }
}

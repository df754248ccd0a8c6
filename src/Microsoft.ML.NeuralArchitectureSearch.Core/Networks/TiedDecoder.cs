using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Scores every word of the vocabulary by the embeddings that the words are read with; only the bias is its own.</summary>
/// <remarks>Inan et al. (2017), arXiv:1611.01462; Press and Wolf (2017), arXiv:1608.05859.</remarks>
internal sealed class TiedDecoder : Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter bias;

    public TiedDecoder(int vocabularySize)
        : base(nameof(TiedDecoder))
    {
        bias = Drawn.Kept(zeros([vocabularySize], ScalarType.Float32, CPU));
        RegisterComponents();
    }

    /// <param name="states">Float <c>[N, H]</c>.</param>
    /// <param name="embeddings">Float <c>[V, H]</c>.</param>
    /// <returns>Logits, float <c>[N, V]</c>.</returns>
    public override Tensor forward(Tensor states, Tensor embeddings) => functional.linear(states, embeddings, bias);

    /// <summary>The mean cross-entropy of known words, and how many are scored highest.</summary>
    /// <param name="states">Float <c>[N, H]</c>.</param>
    /// <param name="embeddings">Float <c>[V, H]</c>.</param>
    /// <param name="targets">The words, int64 <c>[N]</c>.</param>
    public (Tensor CrossEntropy, long Correct) Loss(Tensor states, Tensor embeddings, Tensor targets)
    {
        var logits = forward(states, embeddings);
        return (functional.cross_entropy(logits, targets), logits.argmax(1).eq(targets).sum().item<long>());
    }

    /// <summary>The same by the kernels.</summary>
    public (Tensor CrossEntropy, long Correct) Loss(Tensor states, Tensor embeddings, Tensor targets, FusedWordLoss kernels)
    {
        var loss = kernels.Forward(states, embeddings, bias, targets);
        return (loss, kernels.Correct);
    }

    /// <summary>The cross-entropy of each of some known words.</summary>
    /// <param name="states">Float <c>[N, H]</c>.</param>
    /// <param name="embeddings">Float <c>[V, H]</c>.</param>
    /// <param name="targets">The words, int64 <c>[N]</c>.</param>
    /// <param name="kernels">What computes it instead of TorchSharp's operations; <see langword="null"/> for these.</param>
    /// <returns>In nats, float <c>[N]</c>.</returns>
    public Tensor Losses(Tensor states, Tensor embeddings, Tensor targets, FusedWordLoss? kernels) => kernels is null
        ? functional.cross_entropy(forward(states, embeddings), targets, reduction: Reduction.None)
        : kernels.Each(states, embeddings, bias, targets);
}

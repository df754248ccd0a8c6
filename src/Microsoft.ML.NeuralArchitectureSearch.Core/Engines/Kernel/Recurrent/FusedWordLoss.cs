using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Words;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>The mean cross-entropy of a decoder over a vocabulary, computed without all logits in memory.</summary>
internal sealed class FusedWordLoss : IDisposable
{
    private readonly Pool<WordLoss> _memories;

    /// <param name="resources">Threads and memory, shared with others.</param>
    /// <param name="lanes">Predictions in a vector: 16, 8 or 4. Default: what the processor has.</param>
    public FusedWordLoss(KernelResources resources, int? lanes = null) =>
        _memories = new Pool<WordLoss>(() => WordLoss.Create(resources, lanes ?? LaneCount.Widest));

    /// <summary>
    /// How many words of the last call of <see cref="Forward"/> were predicted rightly: the first one with the largest logit.
    /// </summary>
    public long Correct { get; private set; }

    /// <param name="states">What words are predicted from, float32 <c>[N, H]</c>.</param>
    /// <param name="weights">The decoder's weights, float32 <c>[V, H]</c>.</param>
    /// <param name="bias">Its bias, float32 <c>[V]</c>.</param>
    /// <param name="targets">The words, int64 <c>[N]</c>.</param>
    /// <returns>The mean loss in nats, a scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A word is not in the vocabulary.</exception>
    public Tensor Forward(Tensor states, Tensor weights, Tensor bias, Tensor targets)
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [states.contiguous(), weights.contiguous(), bias.contiguous()];
        var words = targets.contiguous();
        if (is_grad_enabled() && tensors.Any(tensor => tensor.requires_grad))
        {
            return WordLossFunction.apply([this, words, .. tensors]).MoveToOuterDisposeScope();
        }

        return Differentiate(words, tensors, new Tensor?[tensors.Length]).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of each word, which is not differentiated. Safe to call from several threads at once.</summary>
    /// <inheritdoc cref="Forward" />
    /// <returns>The losses in nats, float32 <c>[N]</c>.</returns>
    public Tensor Each(Tensor states, Tensor weights, Tensor bias, Tensor targets)
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [states.contiguous(), weights.contiguous(), bias.contiguous()];
        var losses = empty([targets.size(0)], ScalarType.Float32, CPU);
        Compute(targets.contiguous(), tensors, new Tensor?[tensors.Length], losses);
        return losses.MoveToOuterDisposeScope();
    }

    /// <summary>The mean loss, and its gradients.</summary>
    /// <param name="targets">The words.</param>
    /// <param name="tensors">States, weights, bias; contiguous.</param>
    /// <param name="gradients">Where their gradients go; <see langword="null"/> where none is needed.</param>
    public Tensor Differentiate(Tensor targets, IReadOnlyList<Tensor> tensors, IReadOnlyList<Tensor?> gradients)
    {
        var (loss, correct) = Compute(targets, tensors, gradients, losses: null);
        Correct = correct;
        return tensor((float)loss, device: CPU);
    }

    /// <inheritdoc />
    public void Dispose() => _memories.Dispose();

    private unsafe (double Loss, long Correct) Compute(
        Tensor targets,
        IReadOnlyList<Tensor> tensors,
        IReadOnlyList<Tensor?> gradients,
        Tensor? losses)
    {
        var (states, weights) = (tensors[0], tensors[1]);
        var run = new WordLossRun { Count = (int)states.size(0), Width = (int)states.size(1), Words = (int)weights.size(0) };
        run.Targets = (long*)TensorMemory.Address(targets);
        for (var index = 0; index < run.Count; index++)
        {
            if (run.Targets[index] < 0 || run.Targets[index] >= run.Words)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(targets),
                    run.Targets[index],
                    $"Word {index} has to be within 0 and {run.Words - 1}.");
            }
        }

        run.States = Pointer(states);
        run.Weights = Pointer(weights);
        run.Bias = Pointer(tensors[2]);
        run.Losses = Pointer(losses);
        run.StateGradient = Pointer(gradients[0]);
        run.WeightGradient = Pointer(gradients[1]);
        run.BiasGradient = Pointer(gradients[2]);
        var memory = _memories.Rent();
        try
        {
            return (memory.Compute(run), run.Correct);
        }
        finally
        {
            _memories.Return(memory);
        }
    }

    private static unsafe float* Pointer(Tensor? tensor) => tensor is null ? null : (float*)TensorMemory.Address(tensor);
}

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Words;

/// <summary>
/// What one computation of the loss works on; the memory is the caller's. Null pointers stand for gradients that are not needed.
/// </summary>
internal sealed unsafe class WordLossRun
{
    /// <summary>Number of words to be predicted (N).</summary>
    public required int Count { get; init; }

    /// <summary>Width of what they are predicted from (H).</summary>
    public required int Width { get; init; }

    /// <summary>Size of the vocabulary (V).</summary>
    public required int Words { get; init; }

    /// <summary>What the words are predicted from, <c>[N, H]</c>.</summary>
    public float* States { get; set; }

    /// <summary>The decoder's weights, <c>[V, H]</c>.</summary>
    public float* Weights { get; set; }

    /// <summary>The decoder's bias, <c>[V]</c>; null for none.</summary>
    public float* Bias { get; set; }

    /// <summary>The words, 0 to V - 1 each, <c>[N]</c>.</summary>
    public long* Targets { get; set; }

    /// <summary>How many words are the first one with the largest logit; set by the computation.</summary>
    public long Correct { get; set; }

    /// <summary>The loss of each word, in nats, <c>[N]</c>; written. Null where only the mean is wanted.</summary>
    public float* Losses { get; set; }

    /// <summary>Gradient of the mean loss by the states; overwritten.</summary>
    public float* StateGradient { get; set; }

    /// <summary>Gradient of the mean loss by the weights; overwritten.</summary>
    public float* WeightGradient { get; set; }

    /// <summary>Gradient of the mean loss by the bias; overwritten.</summary>
    public float* BiasGradient { get; set; }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>What a call of a fused recurrent layer is given besides what it is differentiated by.</summary>
internal sealed record RecurrentCall
{
    /// <summary>Factors of the inputs, the same in all time steps, float32 <c>[B, I]</c>; <see langword="null"/> for ones.</summary>
    public Tensor? InputMask { get; init; }

    /// <summary>
    /// Factors of the states where they meet weights, the same in all time steps, float32 <c>[B, H]</c>; <see langword="null"/> for ones.
    /// </summary>
    public Tensor? HiddenMask { get; init; }

    /// <summary>Whether states are normalized by the statistics of the mini-batch.</summary>
    public bool IsTraining { get; init; }

    /// <summary>Running means of the normalization, float32 <c>[H]</c>; <see langword="null"/> without one.</summary>
    public Tensor? RunningMeans { get; init; }

    /// <summary>Running variances of the normalization, float32 <c>[H]</c>; <see langword="null"/> without one.</summary>
    public Tensor? RunningVariances { get; init; }
}

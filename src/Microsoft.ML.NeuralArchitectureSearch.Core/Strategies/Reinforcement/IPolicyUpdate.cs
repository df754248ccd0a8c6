using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>A rule by which a controller learns from the rewards of what it wrote. It keeps no state.</summary>
public interface IPolicyUpdate
{
    /// <summary>Gradient steps on each batch of samples.</summary>
    int Steps { get; }

    /// <summary>What is to be made small.</summary>
    /// <param name="logProbabilities">
    /// log π(a) of every choice by the controller as it is now, float32 <c>[B, T]</c>, with a gradient.
    /// </param>
    /// <param name="sampled">The same by the controller that wrote the samples, float32 <c>[B, T]</c>, without.</param>
    /// <param name="advantages">How much better than expected each sample is, float32 <c>[B]</c>.</param>
    /// <returns>A scalar.</returns>
    Tensor Loss(Tensor logProbabilities, Tensor sampled, Tensor advantages);
}

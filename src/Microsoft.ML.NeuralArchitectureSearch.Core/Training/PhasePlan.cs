using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>What a search or a training sets out to do.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="StepsPerEpoch">Mini-batches in an epoch.</param>
/// <param name="ParameterCount">Trainable weights.</param>
/// <param name="TimeBudget">Longest time that it may take.</param>
internal sealed record PhasePlan(SearchPhase Phase, int Epochs, int StepsPerEpoch, long ParameterCount, TimeSpan? TimeBudget)
{
    /// <summary>Share of the network's multiply-adds that the fused kernels of the CPU compute, 0 to 1. Default 0.</summary>
    public double KernelShare { get; init; }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Batch normalizations as the kernels compute them.</summary>
internal static class NormPlans
{
    /// <param name="norms">The normalization; more than one where the copies of several edges compute the same.</param>
    /// <param name="parameters">The parameters of the region.</param>
    /// <param name="countsBatches">Whether mini-batches are counted.</param>
    public static NormPlan Of(ImmutableArray<BatchNormalization> norms, IKernelParameters parameters, bool countsBatches) => new()
    {
        Statistics = [.. norms.Select(norm => Statistics(norm, countsBatches))],
        Momentum = norms[0].Momentum,
        Epsilon = norms[0].Epsilon,
        Scale = norms[0].Scale is { } scale ? parameters.PlaceOf(scale) : -1,
        Shift = norms[0].Shift is { } shift ? parameters.PlaceOf(shift) : -1,
    };

    private static unsafe RunningStatistics Statistics(BatchNormalization norm, bool countsBatches) => new(
        (float*)TensorMemory.Address(norm.RunningMean),
        (float*)TensorMemory.Address(norm.RunningVariance),
        countsBatches ? (long*)TensorMemory.Address(norm.BatchCount) : null);
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Batch normalizations as the kernels compute them.</summary>
internal static class NormPlans
{
    /// <param name="norm">The normalization.</param>
    /// <param name="parameters">The parameters of the region.</param>
    public static unsafe NormPlan Of(BatchNormalization norm, IKernelParameters parameters) => new()
    {
        Statistics = new((float*)TensorMemory.Address(norm.RunningMean), (float*)TensorMemory.Address(norm.RunningVariance)),
        Momentum = norm.Momentum,
        Epsilon = norm.Epsilon,
        Scale = norm.Scale is { } scale ? parameters.PlaceOf(scale) : -1,
        Shift = norm.Shift is { } shift ? parameters.PlaceOf(shift) : -1,
    };
}

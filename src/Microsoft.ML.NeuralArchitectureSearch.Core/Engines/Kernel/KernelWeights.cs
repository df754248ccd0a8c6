using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Where the weights of a graph's nodes lie among the parameters of a region.</summary>
/// <param name="modules">The weights of each node; <see langword="null"/> where it has none.</param>
/// <param name="parameters">The parameters of the region.</param>
internal sealed class KernelWeights(IReadOnlyList<Module?> modules, IKernelParameters parameters)
{
    /// <summary>Index of the first weight of a convolution.</summary>
    public int Convolution(int node) => parameters.PlaceOf(((Conv2d)modules[node]!).weight);

    /// <summary>The batch normalization of a node.</summary>
    public unsafe NormPlan Norm(int node)
    {
        var norm = (BatchNormalization)modules[node]!;
        return new NormPlan
        {
            Statistics =
            [
                new RunningStatistics(
                    (float*)FlatParameters.Address(norm.RunningMean),
                    (float*)FlatParameters.Address(norm.RunningVariance),
                    batches: null),
            ],
            Momentum = norm.Momentum,
            Epsilon = norm.Epsilon,
            Scale = norm.Scale is { } scale ? parameters.PlaceOf(scale) : -1,
            Shift = norm.Shift is { } shift ? parameters.PlaceOf(shift) : -1,
        };
    }
}

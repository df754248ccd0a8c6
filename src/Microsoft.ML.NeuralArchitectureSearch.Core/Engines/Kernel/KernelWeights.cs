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

    /// <summary>Index of the first number that a convolution adds.</summary>
    public int Bias(int node) => parameters.PlaceOf(((Conv2d)modules[node]!).bias!);

    /// <summary>
    /// The batch normalization of a node; it does not count mini-batches, as no <see cref="Networks.GraphNetwork"/> does.
    /// </summary>
    public NormPlan Norm(int node) => NormPlans.Of((BatchNormalization)modules[node]!, parameters);
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// A network that the kernels of the CPU compute: the same parameters, the same mathematics, other roundings. The network stays its
/// owner's.
/// </summary>
internal interface IKernelNetwork : IDisposable
{
    /// <summary>The parameters that it is trained by; those of the network lie in their memory.</summary>
    IReadOnlyList<Parameter> Weights { get; }

    /// <summary>Share of the multiply-adds that the kernels compute, 0 to 1.</summary>
    double KernelShare { get; }

    /// <param name="inputs">Images, float32 <c>[N, C, H, W]</c>.</param>
    /// <returns>
    /// Logits, float32 <c>[N, K]</c>, and those of an auxiliary head, <see langword="null"/> without one or while not training.
    /// </returns>
    (Tensor Logits, Tensor? Auxiliary) Forward(Tensor inputs);
}

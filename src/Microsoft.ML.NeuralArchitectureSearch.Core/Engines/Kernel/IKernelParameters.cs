using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>The parameters of a region, one behind the other in one vector.</summary>
internal interface IKernelParameters : IDisposable
{
    /// <summary>The vector, float32 <c>[P]</c>: the region is differentiated by it.</summary>
    Tensor Values { get; }

    /// <summary>Number of values (P).</summary>
    int Count { get; }

    /// <summary>Index of a parameter's first value.</summary>
    int PlaceOf(Tensor parameter);
}

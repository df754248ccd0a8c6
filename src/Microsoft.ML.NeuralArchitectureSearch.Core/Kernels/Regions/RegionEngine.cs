using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Computes a region, and keeps what its gradient needs until the backward pass: one run at a time.</summary>
internal abstract unsafe class RegionEngine : IDisposable
{
    /// <summary>What the engine works on; set before a pass.</summary>
    public abstract RegionRun Run { get; }

    /// <param name="plan">The region.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="lanes">Images in a vector: 16, 8 or 4.</param>
    /// <param name="worker">
    /// The worker that computes alone and keeps nothing, so that there is no backward pass; <see langword="null"/> for all workers
    /// together.
    /// </param>
    public static RegionEngine Create(RegionPlan plan, KernelResources resources, int lanes, int? worker = null) => lanes switch
    {
        16 => new RegionEngine<Lanes16>(plan, resources, worker),
        8 => new RegionEngine<Lanes8>(plan, resources, worker),
        4 => new RegionEngine<Lanes4>(plan, resources, worker),
        _ => throw new ArgumentOutOfRangeException(
            nameof(lanes),
            lanes,
            $"There are kernels for {string.Join(", ", LaneCount.All)} lanes."),
    };

    /// <summary>Computes the outputs.</summary>
    /// <param name="inputs">Addresses of the inputs, float32 <c>[blocks, C, H, W, lanes]</c> each, zero in lanes without an image.</param>
    public abstract void Forward(ReadOnlySpan<nint> inputs);

    /// <summary>Computes the gradients of the run.</summary>
    /// <param name="inputs">The inputs of the forward pass.</param>
    /// <param name="inputGradients">For each input, where its gradient is written; 0 where none is needed.</param>
    /// <param name="parameterGradient">Overwritten by the parameters' gradient; null where none is needed.</param>
    public abstract void Backward(ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> inputGradients, float* parameterGradient);

    /// <inheritdoc />
    public abstract void Dispose();
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>
/// Computes all time steps of a recurrent cell, and keeps what the gradient needs until the backward pass: one run at a time.
/// </summary>
internal abstract class RecurrentEngine : IDisposable
{
    /// <summary>What the engine works on; set before a pass.</summary>
    public RecurrentRun Run { get; } = new();

    /// <summary>Hidden units in a vector.</summary>
    public abstract int LaneCount { get; }

    /// <param name="plan">The cell.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="lanes">Hidden units in a vector: 16, 8 or 4.</param>
    public static RecurrentEngine Create(RecurrentPlan plan, KernelResources resources, int lanes) => lanes switch
    {
        16 => new RecurrentEngine<Lanes16>(plan, resources),
        8 => new RecurrentEngine<Lanes8>(plan, resources),
        4 => new RecurrentEngine<Lanes4>(plan, resources),
        _ => throw new ArgumentOutOfRangeException(
            nameof(lanes),
            lanes,
            $"There are kernels for {string.Join(", ", Lanes.LaneCount.All)} lanes."),
    };

    /// <summary>Computes the outputs.</summary>
    public abstract void Forward();

    /// <summary>Computes the gradients of the run; only once, as it overwrites what was kept.</summary>
    public abstract void Backward();

    /// <inheritdoc />
    public abstract void Dispose();
}

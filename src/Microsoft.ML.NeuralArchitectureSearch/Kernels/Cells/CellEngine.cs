using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Computes a cell, and keeps what its gradient needs until the backward pass: one run at a time.</summary>
internal abstract unsafe class CellEngine : IDisposable
{
    /// <summary>What the engine works on; set before a pass.</summary>
    public abstract CellRun Run { get; }

    /// <param name="plan">The cell.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="lanes">Images in a vector: 16, 8 or 4.</param>
    public static CellEngine Create(CellPlan plan, KernelResources resources, int lanes) => lanes switch
    {
        16 => new CellEngine<Lanes16>(plan, resources),
        8 => new CellEngine<Lanes8>(plan, resources),
        4 => new CellEngine<Lanes4>(plan, resources),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, $"There are kernels for {string.Join(", ", LaneCount.All)} lanes."),
    };

    /// <summary>Computes the cell's output.</summary>
    /// <param name="earlier">Output of the cell before the previous one, <c>[blocks, C, H, W, lanes]</c>, zero in lanes without an image.</param>
    /// <param name="previous">Output of the previous cell, likewise.</param>
    public abstract void Forward(float* earlier, float* previous);

    /// <summary>Computes the gradients of the run.</summary>
    /// <param name="earlier">The input that the forward pass was given.</param>
    /// <param name="previous">The other input.</param>
    /// <param name="earlierGradient">Overwritten by its gradient; null where none is needed.</param>
    /// <param name="previousGradient">Overwritten by its gradient; null where none is needed.</param>
    /// <param name="parameterGradient">Overwritten by the parameters' gradient; null where none is needed.</param>
    public abstract void Backward(
        float* earlier, float* previous, float* earlierGradient, float* previousGradient, float* parameterGradient);

    /// <inheritdoc />
    public abstract void Dispose();
}

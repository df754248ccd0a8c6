using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Computes a stack of cells, and keeps what its gradient needs until the backward pass: one run at a time.</summary>
internal abstract unsafe class StackEngine : IDisposable
{
    // A cell reads the outputs of the two cells before it: where they are not kept, every third cell writes to the same place.
    private protected const int LivingOutputs = 3;

    /// <summary>What the engine works on; set before a pass.</summary>
    public abstract CellRun Run { get; }

    /// <param name="plan">The cells.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="lanes">Images in a vector: 16, 8 or 4.</param>
    /// <param name="worker">
    /// The worker that computes alone and keeps nothing, so that there is no backward pass; <see langword="null"/> for all workers together.
    /// </param>
    public static StackEngine Create(StackPlan plan, KernelResources resources, int lanes, int? worker = null) => lanes switch
    {
        16 => new StackEngine<Lanes16>(plan, resources, worker),
        8 => new StackEngine<Lanes8>(plan, resources, worker),
        4 => new StackEngine<Lanes4>(plan, resources, worker),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, $"There are kernels for {string.Join(", ", LaneCount.All)} lanes."),
    };

    /// <summary>Computes the outputs that are handed out.</summary>
    /// <param name="first">What the first cell reads as the output before the previous one, <c>[blocks, C, H, W, lanes]</c>, zero in lanes without an image.</param>
    /// <param name="second">What it reads as the previous output, likewise; the same where the stack shares its input.</param>
    public abstract void Forward(float* first, float* second);

    /// <summary>Computes the gradients of the run.</summary>
    /// <param name="first">The input that the forward pass was given.</param>
    /// <param name="second">The other input.</param>
    /// <param name="firstGradient">Overwritten by its gradient; null where none is needed.</param>
    /// <param name="secondGradient">Overwritten by its gradient; null where none is needed; the same where the stack shares its input.</param>
    /// <param name="parameterGradient">Overwritten by the parameters' gradient; null where none is needed.</param>
    public abstract void Backward(float* first, float* second, float* firstGradient, float* secondGradient, float* parameterGradient);

    /// <inheritdoc />
    public abstract void Dispose();
}

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What the cells of a network share, one run after the other: threads, and memory that nothing is kept in.</summary>
internal sealed class KernelResources : IDisposable
{
    private readonly AlignedBuffer?[] _scratch;
    private AlignedBuffer? _gradients;
    private AlignedBuffer? _parameterGradients;

    /// <param name="threads">Number of threads.</param>
    /// <param name="mostKept">Bytes that a stack of cells may keep. Default: 256 MB.</param>
    public KernelResources(int threads, long? mostKept = null)
    {
        MostKept = mostKept ?? 256 * 1024 * 1024;
        Team = WorkerTeam.Shared(threads);
        _scratch = new AlignedBuffer?[threads];
    }

    /// <summary>
    /// Bytes that a stack of cells may keep from the forward to the backward pass. What would take more gives up the results between the
    /// stages of
    /// convolutions, a third of all, and computes them again.
    /// </summary>
    public long MostKept { get; }

    /// <summary>The threads, which belong to the process.</summary>
    public WorkerTeam Team { get; }

    /// <summary>A worker's memory.</summary>
    public AlignedBuffer Scratch(int worker, nint length) => AlignedBuffer.Grown(ref _scratch[worker], length);

    /// <summary>Memory for the gradients of a cell's states.</summary>
    public AlignedBuffer Gradients(nint length) => AlignedBuffer.Grown(ref _gradients, length);

    /// <summary>Memory for each block's gradients of a cell's parameters.</summary>
    public AlignedBuffer ParameterGradients(nint length) => AlignedBuffer.Grown(ref _parameterGradients, length);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var buffer in _scratch)
        {
            buffer?.Dispose();
        }

        _gradients?.Dispose();
        _parameterGradients?.Dispose();
    }
}

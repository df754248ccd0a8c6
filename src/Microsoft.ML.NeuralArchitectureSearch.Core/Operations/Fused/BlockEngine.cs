using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Takes one block of images, or a single one, through all cells of a stack that is not trained: an engine with the memory that it works in.</summary>
internal sealed class BlockEngine : IDisposable
{
    private readonly KernelResources _resources;
    private readonly StackEngine _engine;

    /// <param name="plan">The cells.</param>
    /// <param name="lanes">Images in a block; 1 for one image at a time.</param>
    /// <param name="widest">The most pixels in a vector where images come one at a time.</param>
    public BlockEngine(StackPlan plan, int lanes, int widest)
    {
        _resources = new KernelResources(threads: 1);
        _engine = lanes == 1 ? PlaneEngine.Create(plan, widest) : StackEngine.Create(plan, _resources, lanes, worker: 0);
    }

    /// <param name="block">Which block.</param>
    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="parameters">The parameters, float32 <c>[P]</c>.</param>
    /// <param name="output">The block's part of the outputs that are handed out is overwritten.</param>
    public void Compute(int block, StackInputs inputs, StackCall call, Tensor parameters, Tensor output)
    {
        StackMemory.Set(_engine.Run, inputs, call, parameters, output);
        (_engine.Run.FirstBlock, _engine.Run.Blocks) = (block, 1);
        StackMemory.Forward(_engine, inputs);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _engine.Dispose();
        _resources.Dispose();
    }
}

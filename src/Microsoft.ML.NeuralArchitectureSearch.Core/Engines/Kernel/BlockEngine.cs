using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// Takes one block of images, or a single one, through all layers of a region that is not trained: an engine with the memory that it works
/// in.
/// </summary>
internal sealed class BlockEngine : IDisposable
{
    private readonly KernelResources _resources;
    private readonly RegionEngine _engine;

    /// <param name="plan">The region.</param>
    /// <param name="lanes">Images in a block; 1 for one image at a time.</param>
    /// <param name="widest">The most pixels in a vector where images come one at a time.</param>
    public BlockEngine(RegionPlan plan, int lanes, int widest)
    {
        _resources = new KernelResources(threads: 1);
        _engine = lanes == 1 ? PlaneEngine.Create(plan, widest) : RegionEngine.Create(plan, _resources, lanes, worker: 0);
    }

    /// <param name="block">Which block.</param>
    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="outputs">The block's part of the outputs is overwritten.</param>
    public void Compute(int block, RegionInputs inputs, RegionCall call, Tensor outputs)
    {
        RegionMemory.Set(_engine.Run, inputs, call, outputs);
        (_engine.Run.FirstBlock, _engine.Run.Blocks) = (block, 1);
        RegionMemory.Forward(_engine, inputs);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _engine.Dispose();
        _resources.Dispose();
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>
/// Computes a stack that is not trained: each worker takes a block of images, or a single one, through all cells, so that maps stay in its cache.
/// </summary>
/// <param name="plan">The cells.</param>
/// <param name="resources">Threads and memory.</param>
/// <param name="widest">The most pixels in a vector where a worker takes single images.</param>
internal sealed class StackEvaluation(StackPlan plan, KernelResources resources, int widest) : IDisposable, IParallelWork
{
    private readonly StackEngine?[] _engines = new StackEngine?[resources.Team.Size];
    private StackInputs? _inputs;

    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="parameters">The parameters, float32 <c>[P]</c>.</param>
    /// <param name="output">Overwritten by the outputs that are handed out, one behind the other.</param>
    public void Run(StackInputs inputs, StackCall call, Tensor parameters, Tensor output)
    {
        _inputs = inputs;
        for (var worker = 0; worker < _engines.Length; worker++)
        {
            if (_engines[worker]?.Run.LaneCount != inputs.Lanes)
            {
                _engines[worker]?.Dispose();
                _engines[worker] = inputs.Lanes == 1 ? PlaneEngine.Create(plan, widest) : StackEngine.Create(plan, resources, inputs.Lanes, worker);
            }

            var run = _engines[worker]!.Run;
            StackMemory.Set(run, inputs, call, parameters, output);
            run.Blocks = 1;
        }

        resources.Team.Run(this, inputs.Blocks);
    }

    /// <inheritdoc />
    public void Do(int unit, int worker)
    {
        var engine = _engines[worker]!;
        engine.Run.FirstBlock = unit;
        StackMemory.Forward(engine, _inputs!);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var engine in _engines)
            engine?.Dispose();
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>
/// Computes a stack that is not trained: each worker takes a block of images, or a single one, through all cells, so that maps stay in its cache.
/// Safe to use from several threads: each block is computed in memory that no other thread uses.
/// </summary>
internal sealed class StackEvaluation : IDisposable
{
    /// <summary>The least number of values that the stack reads that is worth more than one thread.</summary>
    public const long WorthSharing = 1 << 17;

    private readonly StackPlan _plan;
    private readonly WorkerTeam _team;
    private readonly ImmutableDictionary<int, Pool<BlockEngine>> _engines;

    /// <param name="plan">The cells.</param>
    /// <param name="team">The threads.</param>
    /// <param name="widest">The most pixels in a vector where a worker takes single images.</param>
    public StackEvaluation(StackPlan plan, WorkerTeam team, int widest)
    {
        (_plan, _team) = (plan, team);
        _engines = LaneCount.All.Append(1).ToImmutableDictionary(
            lanes => lanes, lanes => new Pool<BlockEngine>(() => new BlockEngine(plan, lanes, widest)));
    }

    /// <summary>Working memories that no caller uses at the moment.</summary>
    public int IdleEngines => _engines.Values.Sum(engines => engines.IdleCount);

    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="parameters">The parameters, float32 <c>[P]</c>.</param>
    /// <param name="output">Overwritten by the outputs that are handed out, one behind the other.</param>
    public void Run(StackInputs inputs, StackCall call, Tensor parameters, Tensor output)
    {
        var first = _plan.Cells[0].Previous;
        var values = call.Images * first.Channels * first.Positions;
        _team.Run(new Blocks(_engines[inputs.Lanes], inputs, call, parameters, output), inputs.Blocks, values >= WorthSharing);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var engines in _engines.Values)
            engines.Dispose();
    }

    private sealed class Blocks(Pool<BlockEngine> engines, StackInputs inputs, StackCall call, Tensor parameters, Tensor output) : IParallelWork
    {
        /// <inheritdoc />
        public void Do(int unit, int worker)
        {
            var engine = engines.Rent();
            try
            {
                engine.Compute(unit, inputs, call, parameters, output);
            }
            finally
            {
                engines.Return(engine);
            }
        }
    }
}

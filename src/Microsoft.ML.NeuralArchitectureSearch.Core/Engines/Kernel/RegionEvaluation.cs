using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>
/// Computes a region that is not trained: each worker takes a block of images, or a single one, through all layers, so that maps stay in
/// its cache.
/// Safe to use from several threads: each block is computed in memory that no other thread uses.
/// </summary>
internal sealed class RegionEvaluation : IDisposable
{
    /// <summary>The least number of values in the largest map of all images that is worth more than one thread.</summary>
    public const long WorthSharing = 1 << 17;

    private readonly int _largest;
    private readonly WorkerTeam _team;
    private readonly ImmutableDictionary<int, Pool<BlockEngine>> _engines;

    /// <param name="plan">The region.</param>
    /// <param name="team">The threads.</param>
    /// <param name="widest">The most pixels in a vector where a worker takes single images.</param>
    public RegionEvaluation(RegionPlan plan, WorkerTeam team, int widest)
    {
        _team = team;
        _largest = plan.States.Max(state => state.Shape.Channels * state.Shape.Positions);
        _engines = LaneCount.All.Append(1).ToImmutableDictionary(
            lanes => lanes, lanes => new Pool<BlockEngine>(() => new BlockEngine(plan, lanes, widest)));
    }

    /// <summary>Working memories that no caller uses at the moment.</summary>
    public int IdleEngines => _engines.Values.Sum(engines => engines.IdleCount);

    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="outputs">Overwritten by the outputs, one behind the other.</param>
    public void Run(RegionInputs inputs, RegionCall call, Tensor outputs)
    {
        _team.Run(new Blocks(_engines[inputs.Lanes], inputs, call, outputs), inputs.Blocks, call.Images * _largest >= WorthSharing);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var engines in _engines.Values)
        {
            engines.Dispose();
        }
    }

    private sealed class Blocks(Pool<BlockEngine> engines, RegionInputs inputs, RegionCall call, Tensor outputs) : IParallelWork
    {
        /// <inheritdoc />
        public void Do(int unit, int worker)
        {
            var engine = engines.Rent();
            try
            {
                engine.Compute(unit, inputs, call, outputs);
            }
            finally
            {
                engines.Return(engine);
            }
        }
    }
}

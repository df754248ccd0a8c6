using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>The state as it is: nothing is computed, and its gradient is the sum of its terms' gradients.</summary>
internal sealed unsafe class IdentityBranch<TLanes>(CellState source) : Branch<TLanes>(source, source.Values, norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override IEnumerable<CellMap> Maps => [];

    public override void Forward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
    }

    public override void Backward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        if (!Source.NeedsGradient)
            return;

        for (var channel = 0; channel < Result.Shape.Channels; channel++)
        {
            var target = Source.Gradient.At(block, channel);
            var sum = scratch.Combination();
            sum.Add(target, TLanes.Broadcast(1));
            foreach (var term in Terms)
            {
                var factor = TLanes.Broadcast(term.Factor(run)) * TLanes.Load(term.Lanes(run, block));
                sum.Add(term.Target.Gradient.At(block, channel), factor);
            }

            sum.WriteTo(target, Result.Shape.Positions);
        }
    }
}

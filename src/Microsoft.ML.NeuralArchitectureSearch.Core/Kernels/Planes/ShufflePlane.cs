using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>The channels of one image in another order.</summary>
internal sealed unsafe class ShufflePlane<TLanes>(PlaneMap source, ShufflePlan plan)
    : PlaneBranch<TLanes>(source, new PlaneMap(source.Shape, TLanes.Count), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Compute(RegionRun run)
    {
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            var from = Source.At(plan.SourceOf(channel, Source.Shape.Channels));
            new ReadOnlySpan<float>(from, Source.Shape.Positions).CopyTo(new Span<float>(Result.At(channel), Source.Shape.Positions));
        }
    }
}

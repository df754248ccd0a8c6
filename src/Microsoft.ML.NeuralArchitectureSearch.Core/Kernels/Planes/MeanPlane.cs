using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Activation, then the mean over all pixels of each channel, of one image.</summary>
internal sealed unsafe class MeanPlane<TLanes>(PlaneMap source, MeanPlan plan)
    : PlaneBranch<TLanes>(source, new PlaneMap(plan.Result(source.Shape), TLanes.Count), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Compute(RegionRun run)
    {
        var limits = new Clamping<TLanes>(plan.Activation);
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            var pixel = Source.At(channel);
            var end = pixel + Source.Shape.Positions;
            var sum = TLanes.Zero;
            for (; pixel + TLanes.Count <= end; pixel += TLanes.Count)
            {
                sum = sum + limits.Apply(TLanes.Load(pixel));
            }

            var total = sum.Sum();
            for (; pixel < end; pixel++)
            {
                total += Math.Clamp(*pixel, plan.Activation.Lowest, plan.Activation.Highest);
            }

            *Result.At(channel) = total / Source.Shape.Positions;
        }
    }
}

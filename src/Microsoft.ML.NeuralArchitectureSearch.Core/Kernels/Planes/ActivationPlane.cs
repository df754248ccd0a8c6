using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A state of one image as it is, or behind an activation, with or without batch normalization.</summary>
internal sealed unsafe class ActivationPlane<TLanes>(PlaneMap source, ActivationPlan plan)
    : PlaneBranch<TLanes>(
        source,
        plan.Activation == Clamp.None ? source : new PlaneMap(source.Shape, TLanes.Count),
        Normalization.Of(plan.Norm, source.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Compute(RegionRun run)
    {
        var plane = new PaddedPlane(Height: 1, Result.Count, Margin: 0);
        for (var channel = 0; Result != Source && channel < Source.Shape.Channels; channel++)
        {
            Rectifier<TLanes>.Pad(plan.Activation, plane, Source.At(channel), TLanes.Broadcast(1), TLanes.Zero, Result.At(channel));
        }

        base.Compute(run);
    }
}

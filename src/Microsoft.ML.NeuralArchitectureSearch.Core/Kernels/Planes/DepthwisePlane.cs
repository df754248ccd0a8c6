using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Activation, depthwise convolution, batch normalization of one image.</summary>
internal sealed unsafe class DepthwisePlane<TLanes>(PlaneMap source, DepthwisePlan plan, PlaneFrames frames)
    : PlaneBranch<TLanes>(
        source, new PlaneMap(plan.Result(source.Shape), TLanes.Count), Normalization.Of(plan.Norm, source.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly PlaneFilter _filter = PlaneFilter.Create(
        new PlaneWindow(source.Shape, plan.Kernel, plan.Stride, plan.Dilation), plan.Activation, frames, TLanes.Count);

    public override void Compute(RegionRun run)
    {
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            var weights = run.Parameters + plan.Weights + (channel * plan.Kernel * plan.Kernel);
            _filter.Apply(Source.At(channel), factor: 1, bias: 0, weights, Result.At(channel));
        }

        base.Compute(run);
    }
}

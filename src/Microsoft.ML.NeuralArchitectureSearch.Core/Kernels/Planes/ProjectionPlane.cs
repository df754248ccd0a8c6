using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Activation, 1x1 convolution, batch normalization of one image.</summary>
internal sealed unsafe class ProjectionPlane<TLanes>(PlaneMap source, ProjectionPlan plan)
    : PlaneBranch<TLanes>(source, new PlaneMap(plan.Result(source.Shape), TLanes.Count), Normalization.Of(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly PlaneMap _rectified = new(source.Shape, TLanes.Count);

    public override IEnumerable<PlaneMap> Rooms => [_rectified];

    public override void Compute(RegionRun run)
    {
        var plane = new PaddedPlane(Height: 1, _rectified.Count, Margin: 0);
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            Rectifier<TLanes>.Pad(plan.Activation, plane, Source.At(channel), TLanes.Broadcast(1), TLanes.Zero, _rectified.At(channel));
        }

        var weights = new Matrix(run.Parameters + plan.Weights, plan.Channels, Source.Shape.Channels);
        Pointwise<TLanes>.Mix(_rectified.At(0), _rectified.Pitch, weights, Result.At(0), Result.Pitch, Result.Count);
        base.Compute(run);
    }
}

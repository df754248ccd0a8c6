using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Activation, a convolution that mixes channels, batch normalization of one image.</summary>
internal sealed unsafe class DenseMapPlane<TLanes>(PlaneMap source, DensePlan plan)
    : PlaneBranch<TLanes>(source, new PlaneMap(plan.Result(source.Shape), TLanes.Count), Normalization.Of(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly DenseShape _shape = plan.Shape(source.Shape);
    private readonly DensePlane _plane = DensePlane.Create(plan.Shape(source.Shape), TLanes.Count);
    private readonly PlaneMap _packed = new(new MapShape(1, 1, DensePacking.ForwardLength(plan.Shape(source.Shape))), TLanes.Count);
    private readonly PlaneMap _scratch = new(
        new MapShape(1, 1, (int)DensePlane.Create(plan.Shape(source.Shape), TLanes.Count).ScratchLength), TLanes.Count);

    public override IEnumerable<PlaneMap> Rooms => [_packed, _scratch];

    public override void Compute(RegionRun run)
    {
        DensePacking.Forward(_shape, run.Parameters + plan.Weights, _packed.At(0));
        _plane.Apply(
            Source.At(0),
            Source.Pitch,
            new PlaneActivation(factors: null, biases: null, plan.Activation),
            _packed.At(0),
            _scratch.At(0),
            Result.At(0),
            Result.Pitch);
        base.Compute(run);
    }
}

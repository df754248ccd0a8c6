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
    private readonly PlaneMap _scratch = new(
        new MapShape(1, 1, (int)DensePlane.Create(plan.Shape(source.Shape), TLanes.Count).ScratchLength), TLanes.Count);
    private AlignedBuffer? _packed;

    public override IEnumerable<PlaneMap> Rooms => [_scratch];

    public override void Compute(RegionRun run)
    {
        if (_packed is null || !run.AreParametersFrozen)
        {
            var packed = AlignedBuffer.Grown(ref _packed, DensePacking.ForwardLength(_shape));
            DensePacking.Forward(_shape, run.Parameters + plan.Weights, packed.Start);
        }

        _plane.Apply(
            Source.At(0),
            Source.Pitch,
            new PlaneActivation(factors: null, biases: null, plan.Activation),
            _packed!.Start,
            _scratch.At(0),
            Result.At(0),
            Result.Pitch);
        base.Compute(run);
    }

    public override void Dispose()
    {
        _packed?.Dispose();
        base.Dispose();
    }
}

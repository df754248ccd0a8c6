using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>
/// Factorized reduction of one image: ReLU, two 1x1 convolutions at stride 2 side by side, the second one pixel further, batch
/// normalization.
/// </summary>
internal sealed unsafe class ReductionPlane<TLanes>(PlaneMap source, ReductionPlan plan)
    : PlaneBranch<TLanes>(source, new PlaneMap(plan.Result(source.Shape), TLanes.Count), new Normalization(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly PlaneMap _halved = new(source.Shape.Strided(2), TLanes.Count);

    public override IEnumerable<PlaneMap> Rooms => [_halved];

    public override void Compute(RegionRun run)
    {
        Mix(shift: 0, run.Parameters + plan.Even, firstChannel: 0);
        Mix(Source.Shape.Width + 1, run.Parameters + plan.Odd, plan.Channels / 2);
        base.Compute(run);
    }

    private void Mix(int shift, float* weights, int firstChannel)
    {
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            Rectifier<Lanes1>.Halve(Source.Shape, Source.At(channel) + shift, _halved.At(channel));
        }

        var matrix = new Matrix(weights, plan.Channels / 2, Source.Shape.Channels);
        Pointwise<TLanes>.Mix(_halved.At(0), _halved.Pitch, matrix, Result.At(firstChannel), Result.Pitch, Result.Count);
    }
}

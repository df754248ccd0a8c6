using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Pooling of one image.</summary>
internal sealed unsafe class PoolingPlane<TLanes>(PlaneMap source, PlanePooling pooling, int stride, NormPlan? norm)
    : PlaneBranch<TLanes>(
        source,
        new PlaneMap(source.Shape.Strided(stride), TLanes.Count),
        Normalization.Of(norm, source.Shape.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Compute(RegionRun run)
    {
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            pooling.Apply(Source.At(channel), Result.At(channel));
        }

        base.Compute(run);
    }
}

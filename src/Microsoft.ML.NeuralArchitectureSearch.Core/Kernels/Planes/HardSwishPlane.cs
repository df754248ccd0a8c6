using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Every value x of one image times ReLU6(x + 3) / 6.</summary>
internal sealed unsafe class HardSwishPlane<TLanes>(PlaneMap source)
    : PlaneBranch<TLanes>(source, new PlaneMap(source.Shape, TLanes.Count), norm: null)
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override void Compute(RegionRun run)
    {
        for (var channel = 0; channel < Source.Shape.Channels; channel++)
        {
            HardSwish<TLanes>.Apply(Source.At(channel), Result.At(channel), Result.Count);
        }
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A branch of a cell on one image.</summary>
/// <param name="source">What it reads.</param>
/// <param name="result">Its result, not yet normalized.</param>
/// <param name="norm">The normalization of the result; the sums of the states apply it.</param>
internal abstract class PlaneBranch<TLanes>(PlaneMap source, PlaneMap result, Normalization? norm) : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    public PlaneMap Source => source;

    public PlaneMap Result => result;

    public Normalization? Norm => norm;

    /// <summary>What it needs only while it computes.</summary>
    public virtual IEnumerable<PlaneMap> Rooms => [];

    /// <summary>Computes the result and the factors of the normalization.</summary>
    public virtual void Compute(RegionRun run) => norm?.Finish(run, result.Shape.Positions);

    /// <inheritdoc />
    public virtual void Dispose()
    {
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions.Text;

/// <summary>Pooling over the tokens of windows, with or without batch normalization.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Width">Width of the windows.</param>
/// <param name="Stride">Positions from one window to the next.</param>
/// <param name="IsLargest">Whether the largest token is taken, otherwise the mean.</param>
/// <param name="Norm">The batch normalization; <see langword="null"/> for none.</param>
internal sealed record TextPoolingPlan(int Source, int Width, int Stride, bool IsLargest, NormPlan? Norm) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => source.Strided(Stride);

    public override Branch<TLanes> Create<TLanes>(State source) => new TextPoolingBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) => throw TextPlans.SeveralOnly();
}

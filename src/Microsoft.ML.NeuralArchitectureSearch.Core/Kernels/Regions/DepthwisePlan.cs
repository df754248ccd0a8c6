using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, depthwise convolution, batch normalization.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Kernel">Width of the filter, and its height unless <see cref="Rows"/> says otherwise.</param>
/// <param name="Stride">1 or 2.</param>
/// <param name="Dilation">Pixels between neighbouring taps.</param>
/// <param name="Weights">Where the filters lie among the parameters, <c>[C, rows, k]</c>.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Norm">The batch normalization; <see langword="null"/> for none.</param>
internal sealed record DepthwisePlan(int Source, int Kernel, int Stride, int Dilation, int Weights, Clamp Activation, NormPlan? Norm)
    : BranchPlan(Source)
{
    /// <summary>Height of the filter. Default: its width.</summary>
    public int Rows { get; init; } = Kernel;

    public override MapShape Result(MapShape source) => source.Strided(Stride);

    public override Branch<TLanes> Create<TLanes>(State source) => new DepthwiseBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new DepthwisePlane<TLanes>(source, this, frames);
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Stages of depthwise separable convolution, one after the other.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Stages">The stages.</param>
internal sealed record ConvolutionPlan(int Source, ImmutableArray<StagePlan> Stages) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => Stages.Aggregate(source, (shape, stage) => shape.Strided(stage.Stride));

    public override Branch<TLanes> Create<TLanes>(State source) => new ConvolutionBranch<TLanes>(source, this);

    public override PlaneBranch<TLanes> CreatePlane<TLanes>(PlaneMap source, PlaneFrames frames) =>
        new ConvolutionPlane<TLanes>(source, this, frames);
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Stages of depthwise separable convolution, one after the other.</summary>
/// <param name="Source">The state that it reads.</param>
/// <param name="Stages">The stages.</param>
internal sealed record ConvolutionPlan(int Source, ImmutableArray<StagePlan> Stages) : BranchPlan(Source)
{
    public override MapShape Result(MapShape source) => Stages.Aggregate(source, (shape, stage) => shape.Strided(stage.Stride));

    public override Branch<TLanes> Create<TLanes>(CellState source) => new ConvolutionBranch<TLanes>(source, this);
}

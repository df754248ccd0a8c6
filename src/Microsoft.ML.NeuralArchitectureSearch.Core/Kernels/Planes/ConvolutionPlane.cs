using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Stages of depthwise separable convolution of one image.</summary>
internal sealed unsafe class ConvolutionPlane<TLanes> : PlaneBranch<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ImmutableArray<Stage> _stages;

    public ConvolutionPlane(PlaneMap source, ConvolutionPlan plan, PlaneFrames frames)
        : this(source, Stages(source.Shape, plan, frames))
    {
    }

    private ConvolutionPlane(PlaneMap source, ImmutableArray<Stage> stages)
        : base(source, stages[^1].Result, stages[^1].Norm) => _stages = stages;

    public override IEnumerable<PlaneMap> Rooms =>
        [.. _stages.Select(stage => stage.Filtered), .. _stages.SkipLast(1).Select(stage => stage.Result)];

    public override void Compute(RegionRun run)
    {
        var (input, norm) = (Source, (Normalization?)null);
        foreach (var stage in _stages)
        {
            stage.Compute(input, norm, run);
            (input, norm) = (stage.Result, stage.Norm);
        }
    }

    private static ImmutableArray<Stage> Stages(MapShape input, ConvolutionPlan plan, PlaneFrames frames)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>(plan.Stages.Length);
        foreach (var stage in plan.Stages)
        {
            stages.Add(new Stage(stage, input, frames));
            input = input.Strided(stage.Stride);
        }

        return stages.MoveToImmutable();
    }

    /// <summary>ReLU, depthwise convolution, 1x1 convolution, batch normalization.</summary>
    private sealed class Stage(StagePlan plan, MapShape input, PlaneFrames frames)
    {
        private readonly PlaneFilter _filter = PlaneFilter.Create(
            new PlaneWindow(input, plan.Kernel, plan.Stride, plan.Dilation), Clamp.Relu, frames, TLanes.Count);

        public PlaneMap Filtered { get; } = new(input.Strided(plan.Stride), TLanes.Count);

        public PlaneMap Result { get; } = new(input.Strided(plan.Stride), TLanes.Count);

        public Normalization Norm { get; } = new(plan.Norm, input.Channels);

        public void Compute(PlaneMap source, Normalization? norm, RegionRun run)
        {
            for (var channel = 0; channel < input.Channels; channel++)
            {
                var weights = run.Parameters + plan.Depthwise + (channel * plan.Kernel * plan.Kernel);
                _filter.Apply(source.At(channel), norm?.Factor(channel) ?? 1, norm?.Bias(channel) ?? 0, weights, Filtered.At(channel));
            }

            var mixing = new Matrix(run.Parameters + plan.Pointwise, input.Channels, input.Channels);
            Pointwise<TLanes>.Mix(Filtered.At(0), Filtered.Pitch, mixing, Result.At(0), Result.Pitch, Result.Count);
            Norm.Finish(run, Result.Shape.Positions);
        }
    }
}

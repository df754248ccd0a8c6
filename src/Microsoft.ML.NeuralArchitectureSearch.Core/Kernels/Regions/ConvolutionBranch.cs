using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>
/// Stages of depthwise separable convolution, one pass each. Only their results are kept: the rest is computed again backwards.
/// </summary>
internal sealed unsafe class ConvolutionBranch<TLanes> : Branch<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ImmutableArray<ConvolutionStage<TLanes>> _stages;

    public ConvolutionBranch(State source, ConvolutionPlan plan)
        : this(source, Stages(source.Values.Shape, plan))
    {
    }

    private ConvolutionBranch(State source, ImmutableArray<ConvolutionStage<TLanes>> stages)
        : base(source, stages[^1].Result, stages[^1].Norm) => _stages = stages;

    public override IEnumerable<FeatureMap> PassingMaps => _stages.SkipLast(1).Select(stage => stage.Result);

    public override IEnumerable<Normalization> Norms => _stages.Select(stage => stage.Norm);

    public override int ScratchPixels => _stages.Max(stage => stage.Result.Shape.Channels * stage.Input.Pitch);

    public override int Passes => _stages.Length;

    public override bool HasParameters => true;

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        _stages[pass].Forward(block, Input(pass, block, scratch, run), scratch, run);
    }

    public override void FinishForward(int pass, RegionRun run) => _stages[pass].Norm.Finish(run, _stages[pass].Result.Shape.Positions);

    public override void BeginBackward(int pass, RegionRun run)
    {
        if (pass == Passes - 1)
        {
            base.BeginBackward(pass, run);
        }
        else
        {
            _stages[pass].Norm.FinishGradient(run, _stages[pass].Result.Shape.Positions);
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        for (var stage = 0; run.RecomputesStages && pass == Passes - 1 && stage < pass; stage++)
        {
            _stages[stage].Compute(block, Input(stage, block, scratch, run), scratch, run);
        }

        var input = Input(pass, block, scratch, run);
        foreach (var strip in _stages[pass].Strips)
        {
            if (pass == Passes - 1)
            {
                WriteResultGradient(block, strip, scratch, run);
            }
            else
            {
                WriteStageGradient(pass, block, strip, scratch, run);
            }

            _stages[pass].Backward(block, strip, input, scratch, run);
        }

        if (pass > 0)
        {
            _stages[pass - 1].Norm.Begin(block);
        }

        for (var channel = 0; channel < Source.Values.Shape.Channels; channel++)
        {
            _stages[pass].FilterGradient(channel, block, input, scratch, run);
            if (pass > 0)
            {
                KeepInputGradient(pass, channel, block, input, scratch, run);
            }
            else if (Source.NeedsGradient)
            {
                AddInputGradient(channel, block, scratch, run);
            }
        }
    }

    private float* Input(int pass, int block, Scratch<TLanes> scratch, RegionRun run) => pass == 0
        ? scratch.Activated(Clamp.Relu, Source, block, _stages[0].Input)
        : scratch.Activated(
            Clamp.Relu,
            _stages[pass - 1].Result,
            _stages[pass - 1].Norm,
            block,
            _stages[pass].Input,
            TLanes.Load(run.PresentLanes(block)));

    // The gradient of a stage's normalized result takes the place of the next stage's result, which is not needed any more.
    private void WriteStageGradient(int pass, int block, Strip strip, Scratch<TLanes> scratch, RegionRun run)
    {
        var (stage, gradient) = (_stages[pass], _stages[pass + 1].Result);
        var (pitch, offset) = (strip.Pitch * TLanes.Count, strip.First * TLanes.Count);
        var present = TLanes.Load(run.PresentLanes(block));
        for (var channel = 0; channel < stage.Result.Shape.Channels; channel++)
        {
            var sum = scratch.Combination();
            sum.Add(gradient.At(block, channel) + offset, TLanes.Broadcast(stage.Norm.Factor(channel)));
            sum.Add(stage.Result.At(block, channel) + offset, TLanes.Broadcast(stage.Norm.ValueFactor(channel)) * present);
            sum.AddBias(TLanes.Broadcast(stage.Norm.GradientBias(channel)) * present);
            sum.WriteTo(scratch.ResultGradient + (channel * pitch), strip.Positions);
        }
    }

    private void KeepInputGradient(int pass, int channel, int block, float* input, Scratch<TLanes> scratch, RegionRun run)
    {
        var before = _stages[pass - 1];
        var target = _stages[pass].Result.At(block, channel);
        _stages[pass].WriteInputGradient(channel, target, scratch, run);
        Rectifier<TLanes>.Mask(_stages[pass].Input, target, input + ((nint)channel * _stages[pass].Input.Pitch * TLanes.Count));
        before.Norm.Add(block, channel, Channels<TLanes>.GradientMoments(
            target, before.Result.At(block, channel), before.Result.Shape.Positions, run.PresentLanes(block)));
    }

    private void AddInputGradient(int channel, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        _stages[0].WriteInputGradient(channel, scratch.InputGradient, scratch, run);
        Rectifier<TLanes>.AddGradient(
            Clamp.Relu, Source.Values.Shape, step: 1, scratch.InputGradient, Source.Values.At(block, channel), Source.Gradient
                .At(block, channel));
    }

    private static ImmutableArray<ConvolutionStage<TLanes>> Stages(MapShape input, ConvolutionPlan plan)
    {
        var stages = ImmutableArray.CreateBuilder<ConvolutionStage<TLanes>>(plan.Stages.Length);
        foreach (var stage in plan.Stages)
        {
            stages.Add(new ConvolutionStage<TLanes>(stage, input));
            input = input.Strided(stage.Stride);
        }

        return stages.MoveToImmutable();
    }
}

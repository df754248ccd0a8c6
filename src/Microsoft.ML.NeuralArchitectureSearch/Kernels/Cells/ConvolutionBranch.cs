using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>Stages of depthwise separable convolution, one pass each. Only their results are kept: the rest is computed again backwards.</summary>
internal sealed unsafe class ConvolutionBranch<TLanes> : Branch<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ImmutableArray<ConvolutionStage<TLanes>> _stages;

    public ConvolutionBranch(CellState source, ConvolutionPlan plan)
        : this(source, Stages(source.Values.Shape, plan))
    {
    }

    private ConvolutionBranch(CellState source, ImmutableArray<ConvolutionStage<TLanes>> stages)
        : base(source, stages[^1].Result, stages[^1].Norm) => _stages = stages;

    public override IEnumerable<CellMap> Maps => _stages.Select(stage => stage.Result);

    public override IEnumerable<Normalization> Norms => _stages.Select(stage => stage.Norm);

    public override int Passes => _stages.Length;

    public override bool HasParameters => true;

    public override void Forward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        var stage = _stages[pass];
        stage.Forward(block, Input(pass, block, scratch, run), scratch, run);
        RecordMoments(stage.Result, stage.Norm, block);
    }

    public override void FinishForward(int pass, CellRun run) => _stages[pass].Norm.Finish(run, _stages[pass].Result.Shape.Positions);

    public override void BeginBackward(int pass, CellRun run)
    {
        if (pass == Passes - 1)
            base.BeginBackward(pass, run);
        else
            _stages[pass].Norm.FinishGradient(run, _stages[pass].Result.Shape.Positions);
    }

    public override void Backward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        if (pass == Passes - 1)
            WriteResultGradient(block, scratch, run);
        else
            WriteStageGradient(pass, block, scratch, run);

        var input = Input(pass, block, scratch, run);
        _stages[pass].Backward(block, input, scratch, run);
        if (pass > 0)
            KeepInputGradient(pass, block, input, scratch, run);
        else if (Source.NeedsGradient)
            AddInputGradient(block, scratch, run);
    }

    private float* Input(int pass, int block, CellScratch<TLanes> scratch, CellRun run) => pass == 0
        ? scratch.Rectified(Source, block, _stages[0].Input)
        : scratch.Rectified(_stages[pass - 1].Result, _stages[pass - 1].Norm, block, _stages[pass].Input, TLanes.Load(run.PresentLanes(block)));

    // The gradient of a stage's normalized result takes the place of the next stage's result, which is not needed any more.
    private void WriteStageGradient(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        var (stage, gradient) = (_stages[pass], _stages[pass + 1].Result);
        var pitch = (nint)PaddedPlane.PitchOf(stage.Result.Shape.Positions) * TLanes.Count;
        var present = TLanes.Load(run.PresentLanes(block));
        for (var channel = 0; channel < stage.Result.Shape.Channels; channel++)
        {
            var sum = scratch.Combination();
            sum.Add(gradient.At(block, channel), TLanes.Broadcast(stage.Norm.Factor(channel)));
            sum.Add(stage.Result.At(block, channel), TLanes.Broadcast(stage.Norm.ValueFactor(channel)) * present);
            sum.AddBias(TLanes.Broadcast(stage.Norm.GradientBias(channel)) * present);
            sum.WriteTo(scratch.ResultGradient + (channel * pitch), stage.Result.Shape.Positions);
        }
    }

    private void KeepInputGradient(int pass, int block, float* input, CellScratch<TLanes> scratch, CellRun run)
    {
        var (before, gradient) = (_stages[pass - 1], _stages[pass].Result);
        for (var channel = 0; channel < gradient.Shape.Channels; channel++)
        {
            var target = gradient.At(block, channel);
            _stages[pass].WriteInputGradient(channel, target, scratch, run);
            Rectifier<TLanes>.Mask(_stages[pass].Input, target, input + ((nint)channel * _stages[pass].Input.Pitch * TLanes.Count));
            var moments = Channels<TLanes>.GradientMoments(
                target, before.Result.At(block, channel), before.Result.Shape.Positions, run.PresentLanes(block));
            before.Norm.Record(block, channel, moments);
        }
    }

    private void AddInputGradient(int block, CellScratch<TLanes> scratch, CellRun run)
    {
        var shape = Source.Values.Shape;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            _stages[0].WriteInputGradient(channel, scratch.InputGradient, scratch, run);
            Rectifier<TLanes>.AddGradient(
                shape, step: 1, scratch.InputGradient, Source.Values.At(block, channel), Source.Gradient.At(block, channel));
        }
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

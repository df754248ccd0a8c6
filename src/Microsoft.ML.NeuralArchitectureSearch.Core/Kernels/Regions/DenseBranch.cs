using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Activation, a convolution that mixes channels, batch normalization.</summary>
internal sealed unsafe class DenseBranch<TLanes>(State source, DensePlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), Normalization.Of(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly DenseShape _shape = plan.Shape(source.Values.Shape);
    private AlignedBuffer? _forward;
    private AlignedBuffer? _backward;

    public override int ScratchPixels => new[]
    {
        Input.Channels * _shape.Input.Pitch,
        Input.Channels * (int)Strip.Whole(Input).Pitch,
        Shape.Channels * (int)Strip.Whole(Shape).Pitch,
        Shape.Channels * _shape.OutputGradient.Pitch,
        Pixels(DenseConvolution<TLanes>.ScratchLength(_shape)),
        Pixels(DenseConvolution<TLanes>.SumsLength(_shape)),
    }.Max();

    public override bool HasParameters => true;

    private MapShape Input => Source.Values.Shape;

    public override void BeginForward(int pass, RegionRun run)
    {
        if (_forward is not null && run.AreParametersFrozen)
        {
            return;
        }

        var packed = AlignedBuffer.Grown(ref _forward, DenseConvolution<TLanes>.ForwardLength(_shape));
        DenseConvolution<TLanes>.PackForward(_shape, run.Parameters + plan.Weights, packed.Start);
    }

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        Norm?.Begin(block);
        var input = scratch.Activated(plan.Activation, Source, block, _shape.Input);
        foreach (var strip in _shape.Strips)
        {
            DenseConvolution<TLanes>.Forward(
                _shape,
                strip,
                input,
                _forward!.Start,
                scratch.Filtered,
                Result.At(block),
                Result.ChannelPitch);
        }

        for (var channel = 0; Norm is not null && run.IsTraining && channel < Shape.Channels; channel++)
        {
            AddMoments(block, channel, Result.At(block, channel), Shape.Positions, run);
        }
    }

    public override void BeginBackward(int pass, RegionRun run)
    {
        base.BeginBackward(pass, run);
        if (Source.NeedsGradient)
        {
            var packed = AlignedBuffer.Grown(ref _backward, DenseConvolution<TLanes>.BackwardLength(_shape));
            DenseConvolution<TLanes>.PackBackward(_shape, run.Parameters + plan.Weights, packed.Start);
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        WriteResultGradient(block, scratch, run);
        var gradient = scratch.FilteredGradient;
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            var dense = scratch.ResultGradient + (channel * Strip.Whole(Shape).Pitch * TLanes.Count);
            Margins<TLanes>.Add(_shape.OutputGradient, dense, gradient + ((nint)channel * _shape.OutputGradient.Pitch * TLanes.Count));
        }

        if (run.ParameterGradients != null)
        {
            AddWeightGradient(block, gradient, scratch, run);
        }

        if (Source.NeedsGradient)
        {
            AddInputGradient(block, gradient, scratch);
        }
    }

    public override void Dispose()
    {
        _forward?.Dispose();
        _backward?.Dispose();
        base.Dispose();
    }

    private static int Pixels(nint floats) => (int)((floats + TLanes.Count - 1) / TLanes.Count);

    // The sums take the place of the gradient without margins.
    private void AddWeightGradient(int block, float* gradient, Scratch<TLanes> scratch, RegionRun run)
    {
        var input = scratch.Activated(plan.Activation, Source, block, _shape.Input);
        var sums = scratch.ResultGradient;
        new Span<float>(sums, DenseConvolution<TLanes>.SumsLength(_shape)).Clear();
        foreach (var strip in _shape.Strips)
        {
            DenseConvolution<TLanes>.AddWeightGradient(_shape, strip, input, gradient, scratch.Filtered, sums);
        }

        DenseConvolution<TLanes>.FinishWeightGradient(_shape, sums, run.ParameterGradient(block, plan.Weights));
    }

    private void AddInputGradient(int block, float* gradient, Scratch<TLanes> scratch)
    {
        var (target, pitch) = ((nint)scratch.ResultGradient, Strip.Whole(Input).Pitch * TLanes.Count);
        DenseConvolution<TLanes>.InputGradient(_shape, gradient, _backward!.Start, scratch.Filtered, (float*)target, pitch);
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            Rectifier<TLanes>.AddGradient(
                plan.Activation,
                Input,
                step: 1,
                (float*)target + (channel * pitch),
                Source.Values.At(block, channel),
                Source.Gradient.At(block, channel));
        }
    }
}

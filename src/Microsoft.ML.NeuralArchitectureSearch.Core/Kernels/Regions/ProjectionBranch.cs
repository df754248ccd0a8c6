using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>
/// Activation, 1x1 convolution, batch normalization, such as what brings a cell's input to the cell's number of channels; a strip of rows
/// at a time.
/// </summary>
internal sealed unsafe class ProjectionBranch<TLanes>(State source, ProjectionPlan plan)
    : Branch<TLanes>(source, new FeatureMap(plan.Result(source.Values.Shape)), Normalization.Of(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int StripBytes = 256 * 1024;

    private readonly ImmutableArray<Strip> _strips = [.. Strip.Cut(source.Values.Shape, TLanes.Count, StripBytes)];

    public override int ScratchPixels => Math.Max(plan.Channels, Input.Channels) * _strips.Max(strip => (int)strip.Pitch);

    public override bool HasParameters => true;

    private MapShape Input => Source.Values.Shape;

    public override void Forward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        Norm?.Begin(block);
        foreach (var strip in _strips)
        {
            Rectify(block, strip, scratch);
            var result = Result.At(block) + (strip.First * TLanes.Count);
            Pointwise<TLanes>.Mix(
                scratch.Input, strip.Pitch * TLanes.Count, Weights(run.Parameters), result, Result.ChannelPitch, strip.Positions);
            for (var channel = 0; Norm is not null && run.IsTraining && channel < plan.Channels; channel++)
            {
                AddMoments(block, channel, result + (channel * Result.ChannelPitch), strip.Positions, run);
            }
        }
    }

    public override void Backward(int pass, int block, Scratch<TLanes> scratch, RegionRun run)
    {
        foreach (var strip in _strips)
        {
            WriteResultGradient(block, strip, scratch, run);
            if (run.ParameterGradients != null)
            {
                Rectify(block, strip, scratch);
                var (pitch, target) = (strip.Pitch * TLanes.Count, Weights(run.ParameterGradient(block, 0)));
                PointwiseGradient<TLanes>.AddOfWeights(scratch.ResultGradient, pitch, scratch.Input, pitch, strip.Positions, target);
            }

            if (Source.NeedsGradient)
            {
                AddInputGradient(block, strip, scratch, run);
            }
        }
    }

    private void AddInputGradient(int block, Strip strip, Scratch<TLanes> scratch, RegionRun run)
    {
        var (pitch, offset) = (strip.Pitch * TLanes.Count, strip.First * TLanes.Count);
        Pointwise<TLanes>.Mix(
            scratch.ResultGradient, pitch, Weights(run.Parameters).Transposed, scratch.FilteredGradient, pitch, strip.Positions);
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            Rectifier<TLanes>.AddGradient(
                plan.Activation,
                Input with { Height = strip.Rows },
                step: 1,
                scratch.FilteredGradient + (channel * pitch),
                Source.Values.At(block, channel) + offset,
                Source.Gradient.At(block, channel) + offset);
        }
    }

    private void Rectify(int block, Strip strip, Scratch<TLanes> scratch)
    {
        scratch.ForgetInput();
        var plane = new PaddedPlane(strip.Rows, strip.Width, Margin: 0);
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            var source = Source.Values.At(block, channel) + (strip.First * TLanes.Count);
            Rectifier<TLanes>.Pad(
                plan.Activation,
                plane,
                source,
                TLanes.Broadcast(1),
                TLanes.Zero,
                scratch.Input + (channel * strip.Pitch * TLanes.Count));
        }
    }

    // Of parameters, or of their gradients.
    private Matrix Weights(float* start) => new(start + plan.Weights, plan.Channels, Input.Channels);
}

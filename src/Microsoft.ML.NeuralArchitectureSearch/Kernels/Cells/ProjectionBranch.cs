using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>ReLU, 1x1 convolution, batch normalization: what brings a cell's input to the cell's number of channels.</summary>
internal sealed unsafe class ProjectionBranch<TLanes>(CellState source, ProjectionPlan plan)
    : Branch<TLanes>(source, new CellMap(plan.Result(source.Values.Shape)), new Normalization(plan.Norm, plan.Channels))
    where TLanes : unmanaged, ILanes<TLanes>
{
    // The rows have no margins: neighbours are not read.
    private readonly PaddedPlane _plane = new(source.Values.Shape.Height, source.Values.Shape.Width, Margin: 0);

    public override bool HasParameters => true;

    private nint Pitch => (nint)_plane.Pitch * TLanes.Count;

    private MapShape Input => Source.Values.Shape;

    public override void Forward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        var input = scratch.Rectified(Source, block, _plane);
        Pointwise<TLanes>.Mix(input, Pitch, Weights(run.Parameters), Result.At(block), Result.ChannelPitch, Input.Positions);
        RecordMoments(Result, Norm, block);
    }

    public override void Backward(int pass, int block, CellScratch<TLanes> scratch, CellRun run)
    {
        var pitch = WriteResultGradient(block, scratch, run);
        if (run.ParameterGradients != null)
        {
            var input = scratch.Rectified(Source, block, _plane);
            var target = new Matrix(run.ParameterGradient(block, plan.Weights), plan.Channels, Input.Channels);
            PointwiseGradient<TLanes>.OfWeights(scratch.ResultGradient, pitch, input, Pitch, Input.Positions, target);
        }

        if (Source.NeedsGradient)
            AddInputGradient(block, pitch, scratch, run);
    }

    private void AddInputGradient(int block, nint pitch, CellScratch<TLanes> scratch, CellRun run)
    {
        Pointwise<TLanes>.Mix(
            scratch.ResultGradient, pitch, Weights(run.Parameters).Transposed, scratch.FilteredGradient, Pitch, Input.Positions);
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            var gradient = scratch.FilteredGradient + (channel * Pitch);
            Rectifier<TLanes>.AddGradient(Input, step: 1, gradient, Source.Values.At(block, channel), Source.Gradient.At(block, channel));
        }
    }

    private Matrix Weights(float* parameters) => new(parameters + plan.Weights, plan.Channels, Input.Channels);
}

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

internal sealed unsafe partial class CellEngine<TLanes>
{
    public override void Forward(float* earlier, float* previous)
    {
        PlaceInputs(earlier, previous);
        if (_activations is null || _activations.Length < _keptLength * Run.Blocks)
        {
            _activations?.Dispose();
            _activations = new AlignedBuffer(_keptLength * Run.Blocks);
        }

        Place(_kept, _activations, _keptLength);
        foreach (var norm in _norms)
            norm.Reserve(Run.Blocks);

        foreach (var wave in _waves)
        {
            _forward.Wave = wave;
            _resources.Team.Run(_forward, Run.Blocks);
            foreach (var (branch, pass) in wave.Passes)
                branch.FinishForward(pass, Run);
        }
    }

    private void PlaceInputs(float* earlier, float* previous)
    {
        _states[0].Values.PlaceDensely(earlier, TLanes.Count);
        _states[1].Values.PlaceDensely(previous, TLanes.Count);
    }

    /// <summary>A wave, one block of images at a time.</summary>
    private sealed class ForwardWork(CellEngine<TLanes> engine) : IParallelWork
    {
        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker);
            foreach (var state in Wave!.States)
                Form(state, unit, scratch);

            foreach (var (branch, pass) in Wave.Passes)
                branch.Forward(pass, unit, scratch, engine.Run);
        }

        private void Form(CellState state, int block, CellScratch<TLanes> scratch)
        {
            var (shape, run) = (state.Values.Shape, engine.Run);
            for (var channel = 0; state.Terms.Count > 0 && channel < shape.Channels; channel++)
            {
                var sum = scratch.Combination();
                foreach (var term in state.Terms)
                {
                    var (factor, norm, lanes) = (term.Factor(run), term.Branch.Norm, TLanes.Load(term.Lanes(run, block)));
                    sum.Add(term.Branch.Result.At(block, channel), TLanes.Broadcast(factor * (norm?.Factor(channel) ?? 1)) * lanes);
                    sum.AddBias(TLanes.Broadcast(factor * (norm?.Bias(channel) ?? 0)) * lanes);
                }

                sum.WriteTo(state.Values.At(block, channel), shape.Positions);
                if (state.OutputChannel >= 0)
                    Values(state, block, channel).CopyTo(Output(run.Output, state, block, channel));
            }
        }

        private static Span<float> Values(CellState state, int block, int channel) =>
            new(state.Values.At(block, channel), state.Values.Shape.Positions * TLanes.Count);

        private Span<float> Output(float* start, CellState state, int block, int channel) => engine.InOutput(start, state, block, channel);
    }

    // A channel of a state in what has the shape of the cell's output.
    private Span<float> InOutput(float* start, CellState state, int block, int channel)
    {
        var length = state.Values.Shape.Positions * TLanes.Count;
        return new(start + ((((nint)block * _outputChannels) + state.OutputChannel + channel) * length), length);
    }
}

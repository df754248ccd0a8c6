namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

internal sealed unsafe partial class RegionEngine<TLanes>
{
    public override void Forward(ReadOnlySpan<nint> inputs)
    {
        PlaceInputs(inputs);
        PlaceValues();
        Run.CountTokens();
        foreach (var norm in _graph.Norms)
        {
            norm.Reserve(Run.Blocks);
        }

        foreach (var wave in _graph.Waves)
        {
            foreach (var (branch, pass) in wave.Passes)
            {
                branch.BeginForward(pass, Run);
            }

            _forward.Wave = wave;
            Do(_forward);
            foreach (var (branch, pass) in wave.Passes)
            {
                branch.FinishForward(pass, Run);
            }
        }

        foreach (var state in _graph.States.Where(state => state.Output is not null))
        {
            HandOut(state);
        }
    }

    private void HandOut(State state)
    {
        for (var block = 0; block < Run.Blocks; block++)
        {
            for (var channel = 0; channel < state.Values.Shape.Channels; channel++)
            {
                state.Values.Channel(block, channel, TLanes.Count)
                    .CopyTo(_outputs.Channel(Run.Output, Run, state.Output!.Value, block, channel));
            }
        }
    }

    /// <summary>A wave, one block of images at a time.</summary>
    private sealed class ForwardWork(RegionEngine<TLanes> engine) : IParallelWork
    {
        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker);
            foreach (var state in Wave!.States)
            {
                for (var channel = 0; state.IsSum && channel < state.Values.Shape.Channels; channel++)
                {
                    Form(state, unit, channel, scratch);
                }
            }

            foreach (var (branch, pass) in Wave.Passes)
            {
                branch.Forward(pass, unit, scratch, engine.Run);
            }
        }

        private void Form(State state, int block, int channel, Scratch<TLanes> scratch)
        {
            var (run, rooms) = (engine.Run, 0);
            var target = state.Values.At(block, channel);
            var sum = scratch.Combination();
            foreach (var term in state.Terms)
            {
                if (term.Branch.IsRecomputed && rooms == Scratch<TLanes>.Rooms)
                {
                    sum.WriteTo(target, state.Values.Shape.Positions);
                    sum = scratch.Combination();
                    sum.Add(target, TLanes.Broadcast(1));
                    rooms = 0;
                }

                var values = term.Branch.Values(block, channel, scratch.Room(rooms));
                rooms += term.Branch.IsRecomputed ? 1 : 0;
                var (factor, norm, lanes) = (term.Factor(run), term.Branch.Norm, TLanes.Load(term.Lanes(run, block)));
                sum.Add(values, TLanes.Broadcast(factor * (norm?.Factor(channel) ?? 1)) * lanes);
                sum.AddBias(TLanes.Broadcast(factor * (norm?.Bias(channel) ?? 0)) * lanes);
            }

            sum.WriteTo(target, state.Values.Shape.Positions);
            Masking<TLanes>.Apply(run.MaskAt(state.Values.Shape.Positions, block), target, state.Values.Shape.Positions);
        }
    }
}

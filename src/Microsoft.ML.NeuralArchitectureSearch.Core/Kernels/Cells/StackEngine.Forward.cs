namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

internal sealed unsafe partial class StackEngine<TLanes>
{
    public override void Forward(float* first, float* second)
    {
        PlaceInputs(first, second);
        PlaceValues();
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            foreach (var norm in _cells[cell].Norms)
                norm.Reserve(Run.Blocks);

            foreach (var wave in _cells[cell].Waves)
            {
                (_forward.Cell, _forward.Wave) = (cell, wave);
                Do(_forward);
                foreach (var (branch, pass) in wave.Passes)
                    branch.FinishForward(pass, Run);
            }

            if (_exposed.Contains(cell))
                Expose(cell);
        }
    }

    private void Expose(int cell)
    {
        var values = _values[cell + 2];
        for (var block = 0; block < Run.Blocks; block++)
        {
            for (var channel = 0; channel < values.Shape.Channels; channel++)
                values.Channel(block, channel, TLanes.Count).CopyTo(_exposed.Channel(Run.Output, Run, cell, block, channel));
        }
    }

    /// <summary>A wave, one block of images at a time.</summary>
    private sealed class ForwardWork(StackEngine<TLanes> engine) : IParallelWork
    {
        public int Cell { get; set; }

        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker, Cell);
            foreach (var state in Wave!.States)
            {
                for (var channel = 0; state.Terms.Count > 0 && channel < state.Values.Shape.Channels; channel++)
                    Form(state, unit, channel, scratch);
            }

            foreach (var (branch, pass) in Wave.Passes)
                branch.Forward(pass, unit, scratch, engine.Run);
        }

        private void Form(CellState state, int block, int channel, CellScratch<TLanes> scratch)
        {
            var (run, rooms) = (engine.Run, 0);
            var target = state.Values.At(block, channel);
            var sum = scratch.Combination();
            foreach (var term in state.Terms)
            {
                if (term.Branch.IsRecomputed && rooms == CellScratch<TLanes>.Rooms)
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
        }
    }
}

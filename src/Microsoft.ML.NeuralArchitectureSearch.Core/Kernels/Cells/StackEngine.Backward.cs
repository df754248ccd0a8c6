namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

internal sealed unsafe partial class StackEngine<TLanes>
{
    public override void Backward(float* first, float* second, float* firstGradient, float* secondGradient, float* parameterGradient)
    {
        PlaceInputs(first, second);
        PlaceGradients(firstGradient, secondGradient);
        BeginParameterGradients(parameterGradient != null);
        for (var cell = _cells.Length - 1; cell >= 0; cell--)
        {
            Need(_cells[cell]);
            if (_exposed.Contains(cell))
                TakeExposedGradient(cell);

            foreach (var wave in _cells[cell].Waves.Reverse())
                Backward(cell, wave);
        }

        if (parameterGradient != null)
            AddUpParameterGradients(parameterGradient);
    }

    private void Backward(int cell, Wave<TLanes> wave)
    {
        foreach (var (branch, pass) in wave.Passes)
        {
            if (IsNeeded(branch))
                branch.BeginBackward(pass, Run);
        }

        (_backward.Cell, _backward.Wave) = (cell, wave);
        Do(_backward);
        foreach (var state in wave.States)
        {
            if (!state.NeedsGradient)
                continue;

            foreach (var term in state.Terms)
                term.Finish(Run);
        }
    }

    // Nothing is computed that only leads to gradients nobody asked for.
    private void Need(CellGraph<TLanes> cell)
    {
        foreach (var state in cell.States)
        {
            state.NeedsGradient = state.Terms.Count == 0
                ? state.Gradient.Exists
                : state.Terms.Any(term => (term.IsChoice && Run.ChoiceGradient != null) || IsNeeded((Branch<TLanes>)term.Branch));
        }
    }

    private bool IsNeeded(Branch<TLanes> branch) =>
        branch.Source.NeedsGradient || (branch.HasParameters && Run.ParameterGradients != null);

    // The last cell's gradient comes from outside alone; that of another one is added to what later cells left there.
    private void TakeExposedGradient(int cell)
    {
        var gradient = _gradients[cell + 2];
        for (var block = 0; block < Run.Blocks; block++)
        {
            for (var channel = 0; channel < gradient.Shape.Channels; channel++)
            {
                var source = _exposed.Channel(Run.OutputGradient, Run, cell, block, channel);
                var target = gradient.Channel(block, channel, TLanes.Count);
                for (var index = 0; index < target.Length; index++)
                    target[index] = source[index] + (cell == _cells.Length - 1 ? 0 : target[index]);
            }
        }
    }

    /// <summary>A wave backwards, one block of images at a time.</summary>
    private sealed class BackwardWork(StackEngine<TLanes> engine) : IParallelWork
    {
        public int Cell { get; set; }

        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker, Cell);
            foreach (var state in Wave!.States)
            {
                for (var channel = 0; state.NeedsGradient && !state.IsGradientBegun && channel < state.Gradient.Shape.Channels; channel++)
                    state.Gradient.Channel(unit, channel, TLanes.Count).Clear();
            }

            foreach (var (branch, pass) in Wave.Passes)
            {
                if (engine.IsNeeded(branch))
                    branch.Backward(pass, unit, scratch, engine.Run);
            }

            foreach (var state in Wave.States)
            {
                for (var channel = 0; state.NeedsGradient && channel < state.Gradient.Shape.Channels; channel++)
                    Record(state, unit, channel, scratch);
            }
        }

        private void Record(CellState state, int block, int channel, CellScratch<TLanes> scratch)
        {
            foreach (var term in state.Terms)
            {
                var sums = Channels<TLanes>.GradientMoments(
                    state.Gradient.At(block, channel),
                    term.Branch.Values(block, channel, scratch.Room(0)),
                    state.Values.Shape.Positions,
                    term.Lanes(engine.Run, block));
                term.Record(block, channel, sums);
            }
        }
    }
}

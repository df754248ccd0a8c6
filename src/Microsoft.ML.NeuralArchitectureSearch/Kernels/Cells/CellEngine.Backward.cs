namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

internal sealed unsafe partial class CellEngine<TLanes>
{
    public override void Backward(
        float* earlier, float* previous, float* earlierGradient, float* previousGradient, float* parameterGradient)
    {
        PlaceInputs(earlier, previous);
        PlaceGradients(earlierGradient, previousGradient);
        Run.ParameterGradients = parameterGradient == null
            ? null
            : _resources.ParameterGradients((nint)Run.Blocks * Run.ParameterCount).Start;
        Need();
        for (var index = _waves.Length - 1; index >= 0; index--)
            Backward(_waves[index]);

        if (parameterGradient != null)
            AddUpParameterGradients(parameterGradient);
    }

    private void Backward(Wave<TLanes> wave)
    {
        foreach (var (branch, pass) in wave.Passes)
        {
            if (IsNeeded(branch))
                branch.BeginBackward(pass, Run);
        }

        _backward.Wave = wave;
        _resources.Team.Run(_backward, Run.Blocks);
        foreach (var state in wave.States)
        {
            if (!state.NeedsGradient)
                continue;

            foreach (var term in state.Terms)
                term.Finish(Run);
        }
    }

    private void PlaceGradients(float* earlier, float* previous)
    {
        _states[0].Gradient.PlaceDensely(earlier, TLanes.Count);
        _states[1].Gradient.PlaceDensely(previous, TLanes.Count);
        Place(_stateGradients, _resources.Gradients(_gradientLength * Run.Blocks), _gradientLength);
        foreach (var term in _terms)
            term.Reserve(Run.Blocks);
    }

    // Nothing is computed that only leads to gradients nobody asked for.
    private void Need()
    {
        foreach (var state in _states)
        {
            state.NeedsGradient = state.Terms.Count == 0
                ? state.Gradient.Exists
                : state.Terms.Any(term => (term.IsChoice && Run.ChoiceGradient != null) || IsNeeded((Branch<TLanes>)term.Branch));
        }
    }

    private bool IsNeeded(Branch<TLanes> branch) =>
        branch.Source.NeedsGradient || (branch.HasParameters && Run.ParameterGradients != null);

    private void AddUpParameterGradients(float* target)
    {
        for (nint index = 0; index < Run.ParameterCount; index++)
            target[index] = Run.ParameterGradients[index];

        for (var block = 1; block < Run.Blocks; block++)
        {
            var share = Run.ParameterGradient(block, 0);
            for (nint index = 0; index < Run.ParameterCount; index++)
                target[index] += share[index];
        }

        foreach (var norm in _norms)
            norm.WriteParameterGradients(target);
    }

    /// <summary>A wave backwards, one block of images at a time.</summary>
    private sealed class BackwardWork(CellEngine<TLanes> engine) : IParallelWork
    {
        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker);
            foreach (var state in Wave!.States)
            {
                if (state.NeedsGradient)
                    Begin(state, unit);
            }

            foreach (var (branch, pass) in Wave.Passes)
            {
                if (engine.IsNeeded(branch))
                    branch.Backward(pass, unit, scratch, engine.Run);
            }

            foreach (var state in Wave.States)
            {
                if (state.NeedsGradient)
                    Record(state, unit);
            }
        }

        // What reaches a state through the cell's output; the rest comes from the branches that read it, all in this wave.
        private void Begin(CellState state, int block)
        {
            for (var channel = 0; channel < state.Values.Shape.Channels; channel++)
            {
                var gradient = new Span<float>(state.Gradient.At(block, channel), state.Values.Shape.Positions * TLanes.Count);
                if (state.OutputChannel < 0)
                    gradient.Clear();
                else
                    engine.InOutput(engine.Run.OutputGradient, state, block, channel).CopyTo(gradient);
            }
        }

        private void Record(CellState state, int block)
        {
            foreach (var term in state.Terms)
            {
                for (var channel = 0; channel < state.Values.Shape.Channels; channel++)
                {
                    var sums = Channels<TLanes>.GradientMoments(
                        state.Gradient.At(block, channel),
                        term.Branch.Result.At(block, channel),
                        state.Values.Shape.Positions,
                        term.Lanes(engine.Run, block));
                    term.Record(block, channel, sums);
                }
            }
        }
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

internal sealed unsafe partial class RegionEngine<TLanes>
{
    public override void Backward(ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> inputGradients, float* parameterGradient)
    {
        PlaceInputs(inputs);
        PlaceGradients(inputGradients);
        BeginParameterGradients(parameterGradient != null);
        FindNeededGradients();
        foreach (var wave in _graph.Waves.Reverse())
        {
            Backward(wave);
        }

        if (parameterGradient != null)
        {
            AddUpParameterGradients(parameterGradient);
        }
    }

    private void Backward(Wave<TLanes> wave)
    {
        foreach (var (branch, pass) in wave.Passes)
        {
            if (IsNeeded(branch))
            {
                branch.BeginBackward(pass, Run);
            }
        }

        _backward.Wave = wave;
        Do(_backward);
        foreach (var state in wave.States.Where(state => state.NeedsGradient))
        {
            foreach (var term in state.Terms)
            {
                term.Finish(Run);
            }
        }
    }

    // Nothing is computed that only leads to gradients nobody asked for.
    private void FindNeededGradients()
    {
        foreach (var state in _graph.States)
        {
            state.NeedsGradient = state.IsInput
                ? state.Gradient.Exists
                : state.Parts.Any(part => part.NeedsGradient)
                    || state.Terms.Exists(term => (term.IsChoice && Run.ChoiceGradient != null) || IsNeeded((Branch<TLanes>)term.Branch));
        }
    }

    private bool IsNeeded(Branch<TLanes> branch) =>
        branch.Source.NeedsGradient || (branch.HasParameters && Run.ParameterGradients != null);

    /// <summary>A wave backwards, one block of images at a time.</summary>
    private sealed class BackwardWork(RegionEngine<TLanes> engine) : IParallelWork
    {
        public Wave<TLanes>? Wave { get; set; }

        public void Do(int unit, int worker)
        {
            var scratch = engine.BeginUnit(worker);
            foreach (var state in Wave!.States.Reverse().Where(state => state.NeedsGradient))
            {
                Begin(state, unit);
            }

            foreach (var (branch, pass) in Wave.Passes)
            {
                if (engine.IsNeeded(branch))
                {
                    branch.Backward(pass, unit, scratch, engine.Run);
                }
            }

            foreach (var state in Wave.States.Where(state => state.NeedsGradient))
            {
                var mask = state.IsSum ? engine.Run.MaskAt(state.Values.Shape.Positions, unit) : null;
                for (var channel = 0; channel < state.Gradient.Shape.Channels; channel++)
                {
                    Masking<TLanes>.Apply(mask, state.Gradient.At(unit, channel), state.Values.Shape.Positions);
                    Record(state, unit, channel, scratch);
                }
            }
        }

        // A whole before its parts, whose gradients begin with its own. The gradient of an output comes from outside.
        private void Begin(State state, int block)
        {
            for (var channel = 0; channel < state.Gradient.Shape.Channels; channel++)
            {
                var target = state.Gradient.Channel(block, channel, TLanes.Count);
                if (!state.IsPart)
                {
                    target.Clear();
                }

                if (state.Output is { } output)
                {
                    var source = engine._outputs.Channel(engine.Run.OutputGradient, engine.Run, output, block, channel);
                    for (var index = 0; index < target.Length; index++)
                    {
                        target[index] += source[index];
                    }
                }
            }
        }

        private void Record(State state, int block, int channel, Scratch<TLanes> scratch)
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

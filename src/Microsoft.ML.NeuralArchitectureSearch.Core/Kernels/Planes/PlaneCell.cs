using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A cell on one image: its states one after the other, and what is computed of each.</summary>
internal sealed unsafe class PlaneCell<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly CellPlan _plan;
    private readonly ImmutableArray<PlaneMap> _states;
    private readonly ImmutableArray<PlaneBranch<TLanes>> _branches;
    private readonly PlaneMap _output;

    /// <param name="plan">The cell.</param>
    /// <param name="earlier">Output of the cell before the previous one.</param>
    /// <param name="previous">Output of the previous cell.</param>
    /// <param name="output">The cell's output.</param>
    /// <param name="frames">Memory for framed channels.</param>
    public PlaneCell(CellPlan plan, PlaneMap earlier, PlaneMap previous, PlaneMap output, PlaneFrames frames)
    {
        (_plan, _output) = (plan, output);
        _states = [earlier, previous, .. plan.StateShapes().Skip(2).Select(shape => new PlaneMap(shape, TLanes.Count))];
        _branches = [.. plan.Branches.Select(branch => branch.CreatePlane<TLanes>(_states[branch.Source], frames))];
    }

    /// <summary>The most summands of any state.</summary>
    public int MostTerms => _plan.Terms.CountBy(term => term.Target).Max(target => target.Value);

    /// <summary>What has to lie in memory side by side.</summary>
    public IEnumerable<PlaneMap> Kept =>
    [
        .. _states.Where((_, state) => state >= 2 && !_plan.Concatenated.Contains(state)),
        .. _branches.Where(branch => branch.Result != branch.Source).Select(branch => branch.Result),
    ];

    /// <summary>What each branch needs only while it computes.</summary>
    public IEnumerable<IEnumerable<PlaneMap>> Rooms => _branches.Select(branch => branch.Rooms);

    /// <summary>Puts the states of the output into it, once its place is known.</summary>
    public void PlaceStates()
    {
        var channel = 0;
        foreach (var state in _plan.Concatenated.Select(index => _states[index]))
        {
            state.Vectors.PlaceWithin(_output.Vectors, channel);
            channel += state.Shape.Channels;
        }
    }

    /// <summary>Computes the output.</summary>
    /// <param name="run">The run.</param>
    /// <param name="addresses">Room for the addresses of a state's summands.</param>
    /// <param name="factors">Room for their factors, a vector each.</param>
    public void Compute(CellRun run, float** addresses, float* factors)
    {
        for (var state = 0; state < _states.Length; state++)
        {
            for (var channel = 0; state >= 2 && channel < _states[state].Shape.Channels; channel++)
                Form(state, channel, run, new Combination<TLanes>(addresses, factors));

            foreach (var branch in _branches)
            {
                if (branch.Source == _states[state])
                    branch.Compute(run);
            }
        }
    }

    private void Form(int state, int channel, CellRun run, Combination<TLanes> sum)
    {
        foreach (var term in _plan.Terms)
        {
            if (term.Target == state)
            {
                var branch = _branches[term.Branch];
                var factor = term.Choice >= 0 ? run.Choice[term.Choice] : 1;
                sum.Add(branch.Result.At(channel), TLanes.Broadcast(factor * (branch.Norm?.Factor(channel) ?? 1)));
                sum.AddBias(TLanes.Broadcast(factor * (branch.Norm?.Bias(channel) ?? 0)));
            }
        }

        sum.WriteTo(_states[state].At(channel), _states[state].Count);
    }
}

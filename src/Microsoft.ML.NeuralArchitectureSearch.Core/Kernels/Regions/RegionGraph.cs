using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A region for vectors of one width: its states, its branches, and the order in which they are computed.</summary>
internal sealed unsafe class RegionGraph<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public RegionGraph(RegionPlan plan)
    {
        States = Create(plan);
        Branches = [.. plan.Branches.Select(branch => branch.Create<TLanes>(States[branch.Source]))];
        Terms = [.. plan.Terms.Select(Connect)];
        Waves = Wave<TLanes>.Schedule(States, Branches);
        Norms = [.. Branches.SelectMany(branch => branch.Norms)];
        Lifetimes = new MapLifetimes<TLanes>(States, Branches, Waves);
    }

    public ImmutableArray<State> States { get; }

    public ImmutableArray<Branch<TLanes>> Branches { get; }

    public ImmutableArray<Term> Terms { get; }

    public ImmutableArray<Wave<TLanes>> Waves { get; }

    public ImmutableArray<Normalization> Norms { get; }

    public MapLifetimes<TLanes> Lifetimes { get; }

    /// <summary>Memory for a worker.</summary>
    public Scratch<TLanes> CreateScratch()
    {
        MapShape[] shapes = [.. States.Select(state => state.Values.Shape), .. Branches.Select(branch => branch.Result.Shape)];
        var summands = States.Max(state => state.Terms.Count);
        var readers = Branches.Max(branch => branch.Terms.Count);
        return new Scratch<TLanes>(Branches.Max(branch => branch.ScratchPixels), shapes.Max(Positions), Math.Max(summands, readers) + 1);
    }

    private static ImmutableArray<State> Create(RegionPlan plan)
    {
        var states = new List<State>();
        foreach (var (index, state) in plan.States.Index())
        {
            var output = plan.Outputs.IndexOf(index);
            states.Add(new State(state.Shape, index < plan.InputCount, [.. state.Parts.Select(part => states[part])])
            {
                Output = output < 0 ? null : output,
            });
            states[^1].ClaimParts();
        }

        return [.. states];
    }

    private static int Positions(MapShape shape) => DepthwiseShape.PlaneOf(shape).Pitch;

    private Term Connect(TermPlan plan, int index)
    {
        var (branch, target) = (Branches[plan.Branch], States[plan.Target]);
        var term = new Term(branch, target, index, plan.Choice);
        branch.Terms.Add(term);
        target.Terms.Add(term);
        return term;
    }
}

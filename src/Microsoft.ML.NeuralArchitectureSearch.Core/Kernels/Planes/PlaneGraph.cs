using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A region on one image: its states one after the other, and what is computed of each.</summary>
internal sealed class PlaneGraph<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly RegionPlan _plan;
    private readonly ImmutableArray<PlaneBranch<TLanes>> _branches;

    /// <param name="plan">The region.</param>
    /// <param name="frames">Memory for framed channels.</param>
    public PlaneGraph(RegionPlan plan, PlaneFrames frames)
    {
        _plan = plan;
        PlaneMap[] maps = [.. plan.States.Select(state => new PlaneMap(state.Shape, TLanes.Count))];
        States =
        [
            .. plan.States.Select((state, index) => new PlaneState<TLanes>(maps[index], [.. state.Parts.Select(part => maps[part])])
            {
                IsSum = index >= plan.InputCount && state.Parts.IsEmpty,
            }),
        ];
        _branches = [.. plan.Branches.Select(branch => branch.CreatePlane<TLanes>(maps[branch.Source], frames))];
        foreach (var (index, branch) in plan.Branches.Index())
        {
            States[branch.Source].Readers.Add(_branches[index]);
        }

        foreach (var term in plan.Terms)
        {
            States[term.Target].Terms.Add((_branches[term.Branch], term.Choice));
        }
    }

    /// <summary>The states, each behind those that it reads.</summary>
    public ImmutableArray<PlaneState<TLanes>> States { get; }

    /// <summary>The most summands of any state.</summary>
    public int MostTerms => States.Max(state => state.Terms.Count);

    /// <summary>Puts all maps into memory of their own.</summary>
    public AlignedBuffer Place()
    {
        var layout = new MapLayout(TLanes.Count);
        layout.Add([.. Values(), .. Results(), .. _branches.SelectMany(Rooms)]);
        var memory = new AlignedBuffer(layout.BlockLength);
        layout.Place(memory);
        foreach (var state in States)
        {
            state.PlaceParts();
        }

        return memory;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var branch in _branches)
        {
            branch.Dispose();
        }
    }

    // A moment for each state: that at which it is computed and read. The inputs are read before the first.
    private IEnumerable<(FeatureMap, Lifetime)> Values()
    {
        var parts = _plan.States.SelectMany(state => state.Parts).ToHashSet();
        return from index in Enumerable.Range(0, States.Length)
               where !parts.Contains(index)
               select (States[index].Map.Vectors, _plan.States[index].Parts
                   .Aggregate(LifetimeOf(index), (whole, part) => whole.With(LifetimeOf(part))));
    }

    private IEnumerable<(FeatureMap, Lifetime)> Results() =>
        from branch in Enumerable.Range(0, _branches.Length)
        where _branches[branch].Result != _branches[branch].Source
        select (_branches[branch].Result.Vectors, new Lifetime(_plan.Branches[branch].Source, LastTarget(branch)));

    private IEnumerable<(FeatureMap, Lifetime)> Rooms(PlaneBranch<TLanes> branch, int index) =>
        branch.Rooms.Select(room => (room.Vectors, new Lifetime(_plan.Branches[index].Source, _plan.Branches[index].Source)));

    private Lifetime LifetimeOf(int state)
    {
        var passedOn = Enumerable.Range(0, _branches.Length)
            .Where(branch => _plan.Branches[branch].Source == state && _branches[branch].Result == _branches[branch].Source)
            .Select(LastTarget);
        return new Lifetime(
            state < _plan.InputCount ? 0 : state,
            _plan.Outputs.Contains(state) ? States.Length : passedOn.Append(state).Max());
    }

    private int LastTarget(int branch) =>
        _plan.Terms.Where(term => term.Branch == branch).Select(term => term.Target).Append(_plan.Branches[branch].Source).Max();
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>When the maps of a region are needed: what is never needed at the same time may lie in the same memory.</summary>
internal sealed class MapLifetimes<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Dictionary<State, int> _formed = [];
    private readonly Dictionary<Branch<TLanes>, Lifetime> _passes = [];
    private readonly int _end;

    /// <param name="states">All states.</param>
    /// <param name="branches">All branches.</param>
    /// <param name="waves">The order in which they are computed.</param>
    public MapLifetimes(IReadOnlyList<State> states, IReadOnlyList<Branch<TLanes>> branches, ImmutableArray<Wave<TLanes>> waves)
    {
        _end = waves.Length;
        foreach (var (time, wave) in waves.Index())
        {
            foreach (var state in wave.States)
            {
                _formed[state] = time;
            }

            foreach (var (branch, _) in wave.Passes)
            {
                _passes[branch] = _passes.TryGetValue(branch, out var passes) ? passes with { Last = time } : new Lifetime(time, time);
            }
        }

        var readers = branches.ToLookup(branch => branch.Source);
        State[] placed = [.. states.Where(state => !state.IsInput && !state.IsPart)];
        Values =
        [
            .. placed.Select(state => (state.Values, Whole(state, part => ValuesOf(part, readers[part])))),
            .. branches.SelectMany(branch => branch.Maps.Select(map => (map, new Lifetime(_passes[branch].First, LastTarget(branch))))),
        ];
        Passing = [.. branches.SelectMany(branch => branch.PassingMaps.Select(map => (map, _passes[branch])))];
        Gradients = [.. placed.Select(state => (state.Gradient, Whole(state, GradientOf)))];
    }

    /// <summary>The values of states and branches, where nothing is kept for a backward pass.</summary>
    public ImmutableArray<(FeatureMap Map, Lifetime Lifetime)> Values { get; }

    /// <summary>What can be computed again instead of being kept.</summary>
    public ImmutableArray<(FeatureMap Map, Lifetime Lifetime)> Passing { get; }

    /// <summary>The gradients of the states, in the same waves, which the backward pass goes through from the last to the first.</summary>
    public ImmutableArray<(FeatureMap Map, Lifetime Lifetime)> Gradients { get; }

    private static Lifetime Whole(State state, Func<State, Lifetime> lifetime) =>
        state.Parts.Aggregate(lifetime(state), (whole, part) => whole.With(lifetime(part)));

    private Lifetime ValuesOf(State state, IEnumerable<Branch<TLanes>> readers)
    {
        var last = readers.Select(reader => reader.KeepsResult ? _passes[reader].First : LastTarget(reader)).Append(_formed[state]).Max();
        return new Lifetime(_formed[state], state.Output is null ? last : _end);
    }

    private Lifetime GradientOf(State state) => new(
        state.Terms.Select(term => _passes[(Branch<TLanes>)term.Branch].Last).Append(_formed[state]).Min(),
        _formed[state]);

    private int LastTarget(Branch<TLanes> branch) => branch.Terms.Select(term => _formed[term.Target]).Append(_passes[branch].Last).Max();
}

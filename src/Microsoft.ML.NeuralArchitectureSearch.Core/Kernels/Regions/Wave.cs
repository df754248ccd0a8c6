using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>What can be computed between two moments at which all blocks of images have to be through.</summary>
/// <param name="States">The states whose summands, or parts, are all known.</param>
/// <param name="Passes">The passes that can then be made, those of one state next to each other.</param>
internal sealed record Wave<TLanes>(ImmutableArray<State> States, ImmutableArray<(Branch<TLanes> Branch, int Pass)> Passes)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Puts states and branches in order.</summary>
    /// <param name="states">All states.</param>
    /// <param name="branches">All branches.</param>
    public static ImmutableArray<Wave<TLanes>> Schedule(IReadOnlyList<State> states, IReadOnlyList<Branch<TLanes>> branches)
    {
        var waves = ImmutableArray.CreateBuilder<Wave<TLanes>>();
        var formed = new HashSet<State>();
        var done = branches.ToDictionary(branch => branch, _ => 0);
        var places = states.Index().ToDictionary(state => state.Item, state => state.Index);
        Branch<TLanes>[] ordered = [.. branches.OrderBy(branch => places[branch.Source])];
        while (formed.Count < states.Count || done.Any(branch => branch.Value < branch.Key.Passes))
        {
            var sums = states.Where(state => !formed.Contains(state) && state.Parts.IsEmpty
                && state.Terms.TrueForAll(term => term.Branch is Branch<TLanes> branch && done[branch] == branch.Passes)).ToHashSet();
            ImmutableArray<State> ready = [.. states.Where(state => sums.Contains(state)
                || (!formed.Contains(state) && !state.Parts.IsEmpty
                    && state.Parts.All(part => formed.Contains(part) || sums.Contains(part))))];
            formed.UnionWith(ready);
            ImmutableArray<(Branch<TLanes>, int)> passes = [.. ordered
                .Where(branch => formed.Contains(branch.Source) && done[branch] < branch.Passes)
                .Select(branch => (branch, done[branch]++))];
            if (ready.IsEmpty && passes.IsEmpty)
            {
                throw new ArgumentException("A state reads a state behind it.", nameof(states));
            }

            waves.Add(new(ready, passes));
        }

        return waves.ToImmutable();
    }
}

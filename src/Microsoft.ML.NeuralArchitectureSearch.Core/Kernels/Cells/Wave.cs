using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>What can be computed between two moments at which all blocks of images have to be through.</summary>
/// <param name="States">The states whose summands are all known.</param>
/// <param name="Passes">The passes that can then be made, those of one state next to each other.</param>
internal sealed record Wave<TLanes>(ImmutableArray<CellState> States, ImmutableArray<(Branch<TLanes> Branch, int Pass)> Passes)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Puts states and branches in order.</summary>
    /// <param name="states">All states; the first two are inputs.</param>
    /// <param name="branches">All branches, ordered by the state that they read.</param>
    public static ImmutableArray<Wave<TLanes>> Schedule(IReadOnlyList<CellState> states, IReadOnlyList<Branch<TLanes>> branches)
    {
        var waves = ImmutableArray.CreateBuilder<Wave<TLanes>>();
        var formed = new HashSet<CellState>();
        var done = branches.ToDictionary(branch => branch, _ => 0);
        while (formed.Count < states.Count)
        {
            ImmutableArray<CellState> ready = [.. states.Where(state => !formed.Contains(state)
                && state.Terms.All(term => term.Branch is Branch<TLanes> branch && done[branch] == branch.Passes))];
            formed.UnionWith(ready);
            ImmutableArray<(Branch<TLanes>, int)> passes = [.. branches
                .Where(branch => formed.Contains(branch.Source) && done[branch] < branch.Passes)
                .Select(branch => (branch, done[branch]++))];
            if (ready.IsEmpty && passes.IsEmpty)
                throw new ArgumentException("A state of the cell reads a state behind it.", nameof(states));

            waves.Add(new(ready, passes));
        }

        return waves.ToImmutable();
    }
}

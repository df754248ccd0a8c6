using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Puts a region together, from its inputs to its outputs.</summary>
internal sealed class RegionBuilder
{
    private readonly ImmutableArray<StatePlan>.Builder _states = ImmutableArray.CreateBuilder<StatePlan>();
    private readonly ImmutableArray<BranchPlan>.Builder _branches = ImmutableArray.CreateBuilder<BranchPlan>();
    private readonly ImmutableArray<TermPlan>.Builder _terms = ImmutableArray.CreateBuilder<TermPlan>();
    private readonly HashSet<int> _placed = [];
    private readonly ImmutableArray<int>.Builder _masks = ImmutableArray.CreateBuilder<int>();
    private int _inputs;

    /// <summary>Number of terms of all sums.</summary>
    public int TermCount => _terms.Count;

    /// <summary>Size of a state.</summary>
    public MapShape ShapeOf(int state) => _states[state].Shape;

    /// <summary>The size of a branch's result.</summary>
    public MapShape ResultOf(int branch) => _branches[branch].Result(_states[_branches[branch].Source].Shape);

    /// <summary>Adds an input; inputs come before all else.</summary>
    /// <returns>The state.</returns>
    public int AddInput(MapShape shape)
    {
        _placed.Add(_states.Count);
        _inputs++;
        return AddState(new StatePlan(shape, []));
    }

    /// <summary>Adds an input that is the mask of all maps of its length: what is computed is zero where it is.</summary>
    /// <returns>The state.</returns>
    public int AddMask(MapShape shape)
    {
        _masks.Add(_states.Count);
        return AddInput(shape);
    }

    /// <summary>Adds a branch.</summary>
    /// <returns>Its index.</returns>
    public int Add(BranchPlan branch)
    {
        _branches.Add(branch);
        return _branches.Count - 1;
    }

    /// <summary>A branch.</summary>
    public BranchPlan PlanOf(int branch) => _branches[branch];

    /// <summary>Puts another branch in the place of one that no state is the sum of yet.</summary>
    public void Replace(int branch, BranchPlan plan) => _branches[branch] = plan;

    /// <summary>Adds a state that is a sum of branches.</summary>
    /// <param name="shape">Its size.</param>
    /// <param name="summands">The branches; none for zeros.</param>
    /// <returns>The state.</returns>
    public int AddSum(MapShape shape, params ReadOnlySpan<Summand> summands)
    {
        var state = AddState(new StatePlan(shape, []));
        foreach (var summand in summands)
        {
            _terms.Add(new TermPlan(summand.Branch, state, summand.Choice));
        }

        return state;
    }

    /// <summary>Adds a state that is a branch's result.</summary>
    /// <returns>The state.</returns>
    public int AddSum(int branch) => AddSum(ResultOf(branch), new Summand(branch));

    /// <summary>Adds a state that consists of other states side by side.</summary>
    /// <param name="states">The states. One that lies elsewhere already, as it is an input or part of another, is copied.</param>
    /// <returns>The state.</returns>
    public int Join(IEnumerable<int> states)
    {
        ImmutableArray<int> parts = [.. states.Select(Placed)];
        var joined = AddState(new StatePlan(ShapeOf(parts[0]) with { Channels = parts.Sum(part => ShapeOf(part).Channels) }, parts));
        _placed.Add(joined);
        return joined;
    }

    /// <summary>The region.</summary>
    /// <param name="outputs">The states that are handed out.</param>
    /// <param name="parameters">Number of trainable parameters.</param>
    public RegionPlan Build(ImmutableArray<int> outputs, int parameters) => new()
    {
        States = _states.ToImmutable(),
        InputCount = _inputs,
        Outputs = outputs,
        Masks = _masks.ToImmutable(),
        Branches = _branches.ToImmutable(),
        Terms = _terms.ToImmutable(),
        ParameterCount = parameters,
    };

    private int Placed(int state)
    {
        var part = _placed.Contains(state) ? AddSum(Add(ActivationPlan.Identity(state))) : state;
        _placed.Add(part);
        return part;
    }

    private int AddState(StatePlan state)
    {
        _states.Add(state);
        return _states.Count - 1;
    }
}

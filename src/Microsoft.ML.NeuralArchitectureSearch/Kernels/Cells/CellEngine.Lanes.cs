using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>The engine for vectors of one width.</summary>
internal sealed unsafe partial class CellEngine<TLanes> : CellEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly KernelResources _resources;
    private readonly ImmutableArray<CellState> _states;
    private readonly ImmutableArray<Branch<TLanes>> _branches;
    private readonly ImmutableArray<Term> _terms;
    private readonly ImmutableArray<Wave<TLanes>> _waves;
    private readonly ImmutableArray<Normalization> _norms;
    private readonly ImmutableArray<CellMap> _kept;
    private readonly ImmutableArray<CellMap> _stateGradients;
    private readonly nint _keptLength;
    private readonly nint _gradientLength;
    private readonly ImmutableArray<CellScratch<TLanes>> _scratch;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;
    private readonly int _outputChannels;
    private AlignedBuffer? _activations;

    public CellEngine(CellPlan plan, KernelResources resources)
    {
        _resources = resources;
        Run = new CellRun { LaneCount = TLanes.Count, ParameterCount = plan.ParameterCount };
        _states = [.. plan.StateShapes().Select(shape => new CellState(shape))];
        _branches = [.. plan.Branches.Select(branch => branch.Create<TLanes>(_states[branch.Source]))];
        _terms = [.. plan.Terms.Select((term, index) => Connect(term, index))];
        foreach (var index in plan.Concatenated)
        {
            _states[index].OutputChannel = _outputChannels;
            _outputChannels += _states[index].Values.Shape.Channels;
        }

        _waves = Wave<TLanes>.Schedule(_states, _branches);
        _norms = [.. _branches.SelectMany(branch => branch.Norms)];
        _kept = [.. _states.Skip(2).Select(state => state.Values), .. _branches.SelectMany(branch => branch.Maps)];
        _stateGradients = [.. _states.Skip(2).Select(state => state.Gradient)];
        (_keptLength, _gradientLength) = (BlockLength(_kept), BlockLength(_stateGradients));
        _scratch = [.. Enumerable.Range(0, resources.Team.Size).Select(_ => Scratch())];
        (_forward, _backward) = (new ForwardWork(this), new BackwardWork(this));
    }

    public override CellRun Run { get; }

    /// <inheritdoc />
    public override void Dispose() => _activations?.Dispose();

    private Term Connect(TermPlan plan, int index)
    {
        var (branch, target) = (_branches[plan.Branch], _states[plan.Target]);
        var term = new Term(branch, target, index, plan.Choice);
        branch.Terms.Add(term);
        target.Terms.Add(term);
        return term;
    }

    private CellScratch<TLanes> Scratch()
    {
        MapShape[] shapes = [.. _states.Select(state => state.Values.Shape), .. _branches.Select(branch => branch.Result.Shape)];
        var summands = Math.Max(_states.Max(state => state.Terms.Count), _branches.Max(branch => branch.Terms.Count)) + 1;
        return new CellScratch<TLanes>(
            shapes.Max(shape => shape.Channels),
            shapes.Max(shape => new PaddedPlane(shape.Height, shape.Width, DepthwiseShape.Margin).Pitch),
            summands);
    }

    private static nint BlockLength(ImmutableArray<CellMap> maps) => maps.Aggregate((nint)0, (sum, map) => sum + map.BlockLength(TLanes.Count));

    private static void Place(ImmutableArray<CellMap> maps, AlignedBuffer memory, nint blockLength)
    {
        nint offset = 0;
        foreach (var map in maps)
        {
            map.Place(memory.Start + offset, blockLength, TLanes.Count);
            offset += map.BlockLength(TLanes.Count);
        }
    }

    private CellScratch<TLanes> BeginUnit(int worker)
    {
        var scratch = _scratch[worker];
        scratch.Begin(_resources.Scratch(worker, scratch.Length).Start);
        return scratch;
    }
}

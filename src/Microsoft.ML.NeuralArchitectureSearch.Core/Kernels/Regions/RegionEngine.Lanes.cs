using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>The engine for vectors of one width.</summary>
internal sealed unsafe partial class RegionEngine<TLanes> : RegionEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly KernelResources _resources;
    private readonly int? _worker;
    private readonly RegionGraph<TLanes> _graph;
    private readonly RegionOutputs _outputs;
    private readonly ImmutableArray<State> _inputs;
    private readonly ImmutableArray<Scratch<TLanes>> _scratch;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;
    private readonly Lazy<MapLayout> _keptValues;
    private readonly Lazy<MapLayout> _recomputedValues;
    private readonly Lazy<MapLayout> _gradientValues;
    private AlignedBuffer? _activations;

    public RegionEngine(RegionPlan plan, KernelResources resources, int? worker)
    {
        (_resources, _worker) = (resources, worker);
        _graph = new RegionGraph<TLanes>(plan);
        _outputs = new RegionOutputs(plan.OutputShapes, TLanes.Count);
        _inputs = [.. _graph.States.Take(plan.InputCount)];
        _scratch = [.. Enumerable.Range(0, resources.Team.Size).Select(_ => _graph.CreateScratch())];
        Run = new RegionRun([.. plan.Masks.Select(mask => _graph.States[mask].Values)])
        {
            LaneCount = TLanes.Count,
            ParameterCount = plan.ParameterCount
        };
        (_forward, _backward) = (new ForwardWork(this), new BackwardWork(this));
        _keptValues = new Lazy<MapLayout>(() => LayOut(recomputesStages: false));
        _recomputedValues = new Lazy<MapLayout>(() => LayOut(recomputesStages: true));
        _gradientValues = new Lazy<MapLayout>(LayOutGradients);
    }

    public override RegionRun Run { get; }

    /// <inheritdoc />
    public override void Dispose()
    {
        _activations?.Dispose();
        foreach (var branch in _graph.Branches)
        {
            branch.Dispose();
        }
    }

    private void PlaceInputs(ReadOnlySpan<nint> inputs)
    {
        for (var input = 0; input < inputs.Length; input++)
        {
            _inputs[input].Values.PlaceDensely((float*)inputs[input], Run.FirstBlock, TLanes.Count);
        }
    }

    private void PlaceValues()
    {
        Run.RecomputesStages = _keptValues.Value.BlockLength * Run.Blocks * sizeof(float) > _resources.MostKept;
        var memory = Run.RecomputesStages ? _recomputedValues.Value : _keptValues.Value;
        memory.Place(AlignedBuffer.Grown(ref _activations, memory.BlockLength * Run.Blocks));
        foreach (var state in _graph.States)
        {
            state.PlacePartsValues();
        }
    }

    private MapLayout LayOut(bool recomputesStages)
    {
        var (memory, lifetimes) = (new MapLayout(TLanes.Count), _graph.Lifetimes);
        if (_worker is not null)
        {
            memory.Add([.. lifetimes.Values, .. lifetimes.Passing]);
            return memory;
        }

        memory.Add(lifetimes.Values.Select(map => map.Map));
        if (recomputesStages)
        {
            memory.Add(lifetimes.Passing);
        }
        else
        {
            memory.Add(lifetimes.Passing.Select(map => map.Map));
        }

        return memory;
    }

    private MapLayout LayOutGradients()
    {
        var memory = new MapLayout(TLanes.Count);
        memory.Add(_graph.Lifetimes.Gradients);
        return memory;
    }

    private void PlaceGradients(ReadOnlySpan<nint> inputGradients)
    {
        for (var input = 0; input < inputGradients.Length; input++)
        {
            _inputs[input].Gradient.PlaceDensely((float*)inputGradients[input], Run.FirstBlock, TLanes.Count);
        }

        var memory = _gradientValues.Value;
        memory.Place(_resources.Gradients(memory.BlockLength * Run.Blocks));
        foreach (var state in _graph.States)
        {
            state.PlacePartsGradients();
        }

        foreach (var term in _graph.Terms)
        {
            term.Reserve(Run.Blocks);
        }
    }

    private void Do(IParallelWork work)
    {
        if (_worker is null)
        {
            _resources.Team.Run(work, Run.Blocks);
            return;
        }

        for (var block = 0; block < Run.Blocks; block++)
        {
            work.Do(block, _worker.Value);
        }
    }

    private Scratch<TLanes> BeginUnit(int worker)
    {
        var scratch = _scratch[worker];
        scratch.Begin(_resources.Scratch(worker, scratch.Length).Start);
        return scratch;
    }
}

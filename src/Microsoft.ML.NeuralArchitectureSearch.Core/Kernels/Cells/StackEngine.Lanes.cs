using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;

/// <summary>The engine for vectors of one width.</summary>
internal sealed unsafe partial class StackEngine<TLanes> : StackEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly KernelResources _resources;
    private readonly int? _worker;
    private readonly ImmutableArray<CellMap> _values;
    private readonly ImmutableArray<CellMap> _gradients;
    private readonly ImmutableArray<CellGraph<TLanes>> _cells;
    private readonly ExposedOutputs _exposed;
    private readonly ImmutableArray<ImmutableArray<CellScratch<TLanes>>> _scratch;
    private readonly ForwardWork _forward;
    private readonly BackwardWork _backward;
    private AlignedBuffer? _activations;

    public StackEngine(StackPlan plan, KernelResources resources, int? worker)
    {
        (_resources, _worker, _exposed) = (resources, worker, new ExposedOutputs(plan, TLanes.Count));
        Run = new CellRun { LaneCount = TLanes.Count, ParameterCount = plan.ParameterCount };
        _values = Maps(plan);
        _gradients = Maps(plan);
        var terms = 0;
        var cells = ImmutableArray.CreateBuilder<CellGraph<TLanes>>();
        foreach (var cell in plan.Cells)
        {
            cells.Add(new CellGraph<TLanes>(cell, Ends(cells.Count), Ends(cells.Count + 1), Ends(cells.Count + 2), terms));
            terms += cell.Terms.Length;
        }

        _cells = cells.DrainToImmutable();
        var begun = new HashSet<CellMap>();
        foreach (var cell in _cells.Reverse())
            cell.FollowLaterCells(begun);

        _scratch = [.. Enumerable.Range(0, resources.Team.Size).Select(_ => _cells.Select(cell => cell.Scratch()).ToImmutableArray())];
        (_forward, _backward) = (new ForwardWork(this), new BackwardWork(this));
    }

    public override CellRun Run { get; }

    /// <inheritdoc />
    public override void Dispose() => _activations?.Dispose();

    // The two inputs, then the output of each cell.
    private static ImmutableArray<CellMap> Maps(StackPlan plan)
    {
        var first = new CellMap(plan.Cells[0].Earlier);
        return [first, plan.SharesInput ? first : new CellMap(plan.Cells[0].Previous), .. plan.Cells.Select(cell => new CellMap(cell.Output()))];
    }

    private (CellMap Values, CellMap Gradient) Ends(int index) => (_values[index], _gradients[index]);

    private void PlaceInputs(float* first, float* second)
    {
        _values[0].PlaceDensely(first, Run.FirstBlock, TLanes.Count);
        _values[1].PlaceDensely(second, Run.FirstBlock, TLanes.Count);
    }

    private void PlaceValues()
    {
        Run.RecomputesStages = false;
        var memory = LayOut();
        if (memory.BlockLength * Run.Blocks * sizeof(float) > _resources.MostKept)
        {
            Run.RecomputesStages = true;
            memory = LayOut();
        }

        memory.Place(AlignedBuffer.Grown(ref _activations, memory.BlockLength * Run.Blocks));
        foreach (var cell in _cells)
            cell.PlaceValues();
    }

    // The outputs first, then what belongs to the cells.
    private MapLayout LayOut()
    {
        var memory = new MapLayout(TLanes.Count);
        var outputs = _values[2..];
        if (_worker is not null)
        {
            memory.AddByTurns(outputs, LivingOutputs);
            memory.AddAlternatives([.. _cells.Select(cell => cell.Kept.Concat(cell.Passing))]);
            return memory;
        }

        memory.Add(outputs);
        memory.Add([.. _cells.SelectMany(cell => cell.Kept)]);
        if (Run.RecomputesStages)
            memory.AddAlternatives([.. _cells.Select(cell => cell.Passing)]);
        else
            memory.Add([.. _cells.SelectMany(cell => cell.Passing)]);

        return memory;
    }

    private void PlaceGradients(float* first, float* second)
    {
        _gradients[0].PlaceDensely(first, Run.FirstBlock, TLanes.Count);
        _gradients[1].PlaceDensely(second, Run.FirstBlock, TLanes.Count);
        var memory = new MapLayout(TLanes.Count);
        memory.AddByTurns(_gradients[2..], LivingOutputs);
        memory.AddAlternatives([.. _cells.Select(cell => cell.Gradients)]);
        memory.Place(_resources.Gradients(memory.BlockLength * Run.Blocks));
        foreach (var cell in _cells)
        {
            cell.PlaceGradients();
            foreach (var term in cell.Terms)
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
            work.Do(block, _worker.Value);
    }

    private CellScratch<TLanes> BeginUnit(int worker, int cell)
    {
        var scratch = _scratch[worker][cell];
        scratch.Begin(_resources.Scratch(worker, _scratch[worker].Max(other => other.Length)).Start);
        return scratch;
    }
}

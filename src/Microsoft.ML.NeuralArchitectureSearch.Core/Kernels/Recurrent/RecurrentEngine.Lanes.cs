using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>The engine for vectors of one width.</summary>
/// <remarks>
/// A unit of work is a vector of hidden units: its columns of the matrix product, of all edges of a node and all rows, then its
/// activations,
/// normalization and masks while they lie in a cache. Nothing in it depends on other units, so threads meet once a node.
/// </remarks>
internal sealed unsafe partial class RecurrentEngine<TLanes> : RecurrentEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly RecurrentPlan _plan;
    private readonly KernelResources _resources;
    private readonly RecurrentMemory _memory;
    private readonly int[] _firstEdges;
    private readonly bool[] _isAveraged;
    private readonly GatePanels[] _panels;
    private readonly GatePanels _inputsTransposed = new(TLanes.Count);
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _tangent = new(EdgeWeights.Count);
    private readonly AlignedBuffer _statistics;
    private readonly RowBuffer _mask = new();
    private readonly RowBuffer _outputGradient = new();
    private readonly RowBuffer _carriedGradient = new();
    private readonly RowBuffer _stateGradients = new();
    private readonly RowBuffer _choiceSums = new();
    private readonly int _vectors;
    private readonly int _pitch;
    private int _step;
    private int _phase;

    public RecurrentEngine(RecurrentPlan plan, KernelResources resources)
    {
        (_plan, _resources) = (plan, resources);
        _memory = new RecurrentMemory(plan, TLanes.Count);
        _pitch = _memory.Pitch;
        _vectors = _pitch / TLanes.Count;
        _firstEdges = [.. Enumerable.Range(0, plan.Nodes.Length).Select(plan.FirstEdge)];
        _isAveraged = [.. Enumerable.Range(0, plan.Nodes.Length + 1).Select(state => plan.Averaged.Contains(state))];
        _panels = [.. Enumerable.Range(0, plan.Nodes.Length + 1).Select(_ => new GatePanels(TLanes.Count))];
        _weights = new AlignedBuffer(plan.Edges * EdgeWeights.Count);
        _tangent.Start[EdgeWeights.Tangent] = 1;
        _statistics = new AlignedBuffer(2 * _pitch);
    }

    public override int LaneCount => TLanes.Count;

    private int Batch => Run.Batch;

    private int PairCount => (_vectors + 1) / 2;

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var panels in (GatePanels[])[.. _panels, _inputsTransposed])
        {
            panels.Dispose();
        }

        foreach (var rows in (RowBuffer[])[_mask, _outputGradient, _carriedGradient, _stateGradients, _choiceSums])
        {
            rows.Dispose();
        }

        _memory.Dispose();
        _weights.Dispose();
        _tangent.Dispose();
        _statistics.Dispose();
    }

    private void Share(int units, Action<int, int> work, bool isWorthSharing = true) =>
        _resources.Team.Run(new SharedWork(work), units, isWorthSharing);

    private Matrix Weights(int node) =>
        new((float*)Run.Weights[node], node == 0 ? _plan.Inputs + _plan.Hidden : _plan.Hidden, 2 * _plan.Hidden);

    private float* EdgeWeightsOf(int edge) => _weights.Start + (edge * EdgeWeights.Count);

    private EdgeRows Edge(int step, int source, int edge, int vector) => new(
        _memory.State(step, source) + (vector * TLanes.Count),
        _pitch,
        _memory.Gates(step, edge) + (vector * 2 * TLanes.Count),
        _memory.GatePitch,
        Batch);

    private EdgeRows FirstEdge(int step, int vector) => new(
        _memory.Before(step) + (vector * TLanes.Count), _pitch, _memory.FirstGates(step) + (vector * 2 * TLanes.Count), _memory
            .GatePitch, Batch);

    private void ReadWeights()
    {
        for (var edge = 0; edge < _plan.Edges; edge++)
        {
            for (var index = 0; index < EdgeWeights.Count; index++)
            {
                var column = _plan.Candidates[index];
                EdgeWeightsOf(edge)[index] = column < 0 ? 0 : Run.Choice[(edge * _plan.ChoiceColumns) + column];
            }
        }
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Evaluates a stack of cells one image at a time: a vector holds neighbouring pixels of a channel, where other engines have an image in each lane.</summary>
internal sealed unsafe class PlaneEngine<TLanes> : StackEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly StackPlan _plan;
    private readonly ExposedOutputs _exposed;
    private readonly PlaneFrames _frames = new();
    private readonly ImmutableArray<PlaneMap> _maps;
    private readonly ImmutableArray<PlaneCell<TLanes>> _cells;
    private readonly AlignedBuffer _memory;
    private readonly int _terms;

    public PlaneEngine(StackPlan plan)
    {
        (_plan, _exposed) = (plan, new ExposedOutputs(plan, lanes: 1));
        Run = new CellRun { LaneCount = 1, ParameterCount = plan.ParameterCount };
        var first = new PlaneMap(plan.Cells[0].Earlier, TLanes.Count);
        _maps =
        [
            first,
            plan.SharesInput ? first : new PlaneMap(plan.Cells[0].Previous, TLanes.Count),
            .. plan.Cells.Select(cell => new PlaneMap(cell.Output(), TLanes.Count)),
        ];
        _cells = [.. plan.Cells.Select((cell, index) => new PlaneCell<TLanes>(cell, _maps[index], _maps[index + 1], _maps[index + 2], _frames))];
        _terms = _cells.Max(cell => cell.MostTerms);
        _memory = Place();
    }

    public override CellRun Run { get; }

    /// <inheritdoc />
    public override void Forward(float* first, float* second)
    {
        var addresses = stackalloc float*[_terms];
        var factors = stackalloc float[_terms * TLanes.Count];
        for (var image = 0; image < Run.Blocks; image++)
        {
            Read(first, image, _maps[0]);
            if (!_plan.SharesInput)
                Read(second, image, _maps[1]);

            for (var cell = 0; cell < _cells.Length; cell++)
            {
                _cells[cell].Compute(Run, addresses, factors);
                if (_exposed.Contains(cell))
                    Expose(cell, image);
            }
        }
    }

    /// <inheritdoc />
    public override void Backward(float* first, float* second, float* firstGradient, float* secondGradient, float* parameterGradient) =>
        throw new InvalidOperationException("One image at a time is only evaluated: nothing is kept for a backward pass.");

    /// <inheritdoc />
    public override void Dispose()
    {
        _memory.Dispose();
        _frames.Dispose();
    }

    private AlignedBuffer Place()
    {
        var layout = new MapLayout(TLanes.Count);
        layout.Add([.. _maps.Take(2).Distinct().Select(map => map.Vectors)]);
        layout.AddByTurns([.. _maps.Skip(2).Select(map => map.Vectors)], LivingOutputs);
        layout.AddAlternatives([.. _cells.Select(cell => cell.Kept.Select(map => map.Vectors))]);
        layout.AddAlternatives([.. _cells.SelectMany(cell => cell.Rooms).Select(rooms => rooms.Select(map => map.Vectors))]);
        var memory = new AlignedBuffer(layout.BlockLength);
        layout.Place(memory);
        foreach (var cell in _cells)
            cell.PlaceStates();

        return memory;
    }

    private void Expose(int cell, int image)
    {
        var output = _maps[cell + 2];
        for (var channel = 0; channel < output.Shape.Channels; channel++)
            output.Channel(channel).CopyTo(_exposed.Channel(Run.Output, Run, cell, image, channel));
    }

    private void Read(float* source, int image, PlaneMap target)
    {
        var shape = target.Shape;
        var start = source + (((nint)Run.FirstBlock + image) * shape.Channels * shape.Positions);
        for (var channel = 0; channel < shape.Channels; channel++)
            new ReadOnlySpan<float>(start + ((nint)channel * shape.Positions), shape.Positions).CopyTo(target.Channel(channel));
    }
}

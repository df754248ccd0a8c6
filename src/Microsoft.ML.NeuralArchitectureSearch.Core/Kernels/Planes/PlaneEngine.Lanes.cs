using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>
/// Evaluates a region one image at a time: a vector holds neighbouring pixels of a channel, where other engines have an image in each lane.
/// </summary>
internal sealed unsafe class PlaneEngine<TLanes> : RegionEngine
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly RegionOutputs _outputs;
    private readonly ImmutableArray<PlaneMap> _inputs;
    private readonly ImmutableArray<PlaneMap> _handedOut;
    private readonly PlaneFrames _frames = new();
    private readonly PlaneGraph<TLanes> _graph;
    private readonly AlignedBuffer _memory;

    public PlaneEngine(RegionPlan plan)
    {
        _graph = new PlaneGraph<TLanes>(plan, _frames);
        _outputs = new RegionOutputs(plan.OutputShapes, lanes: 1);
        _inputs = [.. _graph.States.Take(plan.InputCount).Select(state => state.Map)];
        _handedOut = [.. plan.Outputs.Select(output => _graph.States[output].Map)];
        Run = new RegionRun([]) { LaneCount = 1, ParameterCount = plan.ParameterCount };
        _memory = _graph.Place();
    }

    public override RegionRun Run { get; }

    /// <inheritdoc />
    public override void Forward(ReadOnlySpan<nint> inputs)
    {
        var terms = _graph.MostTerms;
        var addresses = stackalloc float*[terms];
        var factors = stackalloc float[terms * TLanes.Count];
        for (var image = 0; image < Run.Blocks; image++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                Read((float*)inputs[input], image, _inputs[input]);
            }

            foreach (var state in _graph.States)
            {
                state.Compute(Run, addresses, factors);
            }

            for (var output = 0; output < _handedOut.Length; output++)
            {
                HandOut(output, image);
            }
        }
    }

    /// <inheritdoc />
    public override void Backward(ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> inputGradients, float* parameterGradient) =>
        throw new InvalidOperationException("One image at a time is only evaluated: nothing is kept for a backward pass.");

    /// <inheritdoc />
    public override void Dispose()
    {
        _graph.Dispose();
        _memory.Dispose();
        _frames.Dispose();
    }

    private void HandOut(int output, int image)
    {
        for (var channel = 0; channel < _handedOut[output].Shape.Channels; channel++)
        {
            _handedOut[output].Channel(channel).CopyTo(_outputs.Channel(Run.Output, Run, output, image, channel));
        }
    }

    private void Read(float* source, int image, PlaneMap target)
    {
        var shape = target.Shape;
        var start = source + (((nint)Run.FirstBlock + image) * shape.Channels * shape.Positions);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            new ReadOnlySpan<float>(start + ((nint)channel * shape.Positions), shape.Positions).CopyTo(target.Channel(channel));
        }
    }
}

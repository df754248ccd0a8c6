using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>A part of a network whose forward and backward passes are one call of the kernels each.</summary>
internal sealed class KernelRegion : IDisposable
{
    private readonly RegionPlan _plan;
    private readonly KernelResources _resources;
    private readonly int _widest;
    private readonly Stack<RegionEngine> _idle = new();
    private readonly RegionEvaluation _evaluation;

    /// <param name="plan">The part.</param>
    /// <param name="parameters">Its parameters; owned from here on.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: as many as the processor has.</param>
    /// <param name="mostKept">
    /// Bytes that it may keep from a forward to a backward pass. Default: see <see cref="KernelResources.MostKept"/>.
    /// </param>
    public KernelRegion(RegionPlan plan, IKernelParameters parameters, int threads, int? widest = null, long? mostKept = null)
    {
        (_plan, Parameters) = (plan, parameters);
        _resources = new KernelResources(threads, mostKept);
        _widest = widest ?? LaneCount.Widest;
        _evaluation = new RegionEvaluation(_plan, _resources.Team, _widest);
        Outputs = plan.OutputShapes;
    }

    /// <summary>The parameters of all layers of the region.</summary>
    public IKernelParameters Parameters { get; }

    /// <summary>Sizes of the outputs.</summary>
    public ImmutableArray<MapShape> Outputs { get; }

    /// <summary>Working memories of evaluations that no caller uses at the moment.</summary>
    public int IdleEngines => _evaluation.IdleEngines;

    /// <summary>How many images a vector holds for a mini-batch.</summary>
    public int Lanes(long images) => LaneCount.For(images, _resources.Team.Size, _widest);

    /// <summary>How many images a vector holds for a mini-batch that is only evaluated; 1 for one image at a time.</summary>
    public int EvaluationLanes(long images) => !_plan.Masks.IsEmpty
        ? Lanes(images)
        : LaneCount.ForEvaluation(images, _plan.States[0].Shape.Width, _resources.Team.Size, _widest);

    /// <returns>The outputs, float32 <c>[B, C, H, W, L]</c> each.</returns>
    public IReadOnlyList<Tensor> Forward(RegionInputs inputs, RegionCall call)
    {
        var all = is_grad_enabled() && inputs.NeedGradients ? RegionFunction.Apply(this, call, inputs) : ComputeAlone(inputs, call);
        var lengths = Outputs.Select(shape => inputs.Blocks * (long)shape.Channels * shape.Positions * inputs.Lanes).ToArray();
        var parts = Outputs.Length == 1 ? [all] : all.split(lengths);
        return [.. parts.Zip(Outputs, (part, shape) => part.view(inputs.Blocks, shape.Channels, shape.Height, shape.Width, inputs.Lanes))];
    }

    /// <summary>Computes the outputs, one behind the other; the engine keeps what the gradient needs.</summary>
    public Tensor Compute(RegionEngine engine, RegionInputs inputs, RegionCall call)
    {
        var outputs = EmptyOutputs(inputs);
        RegionMemory.Set(engine.Run, inputs, call, outputs);
        RegionMemory.Forward(engine, inputs);
        return outputs;
    }

    /// <summary>Computes the gradients of a forward pass.</summary>
    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="call">Which gradients.</param>
    /// <param name="kept">The tensors that the call has kept.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    public static RegionGradients Differentiate(RegionEngine engine, RegionGradientCall call, IReadOnlyList<Tensor> kept, Tensor gradient)
    {
        var (inputs, forward) = call.Unpack(kept);
        var gradients = new RegionGradients(
            [.. inputs.Maps.Zip(call.NeedsMaps, (map, isNeeded) => isNeeded ? empty_like(map) : null)],
            call.NeedsParameters ? empty_like(inputs.Parameters) : null,
            call.NeedsChoice ? zeros_like(inputs.Choice!) : null);
        using var dense = gradient.contiguous();
        RegionMemory.Set(engine.Run, inputs, forward, dense);
        RegionMemory.Backward(engine, inputs, gradients);
        return gradients;
    }

    /// <summary>An engine that is not in use.</summary>
    public RegionEngine Rent(int lanes)
    {
        while (_idle.TryPop(out var engine))
        {
            if (engine.Run.LaneCount == lanes)
            {
                return engine;
            }

            engine.Dispose();
        }

        return RegionEngine.Create(_plan, _resources, lanes);
    }

    /// <summary>Gives an engine back whose backward pass is done.</summary>
    public void Return(RegionEngine engine) => _idle.Push(engine);

    /// <inheritdoc />
    public void Dispose()
    {
        while (_idle.TryPop(out var engine))
        {
            engine.Dispose();
        }

        _evaluation.Dispose();
        _resources.Dispose();
        Parameters.Dispose();
    }

    private Tensor ComputeAlone(RegionInputs inputs, RegionCall call)
    {
        if (!call.IsTraining)
        {
            var output = EmptyOutputs(inputs);
            _evaluation.Run(inputs, call, output);
            return output;
        }

        var engine = Rent(inputs.Lanes);
        var outputs = Compute(engine, inputs, call);
        Return(engine);
        return outputs;
    }

    private Tensor EmptyOutputs(RegionInputs inputs) =>
        empty([inputs.Blocks * (long)inputs.Lanes * Outputs.Sum(shape => shape.Channels * shape.Positions)], ScalarType.Float32, CPU);
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Cells one behind the other, whose forward and backward passes are one call of the kernels each.</summary>
internal sealed class FusedStack : IDisposable
{
    private readonly StackPlan _plan;
    private readonly KernelResources _resources;
    private readonly FlatParameters _parameters;
    private readonly int _widest;
    private readonly Stack<StackEngine> _idle = new();
    private readonly StackEvaluation _evaluation;

    /// <param name="cells">The cells, on the CPU, float32.</param>
    /// <param name="first">Size of what the first cell reads as the output before the previous one.</param>
    /// <param name="second">Size of what it reads as the previous output; <see langword="null"/> where both are the same map.</param>
    /// <param name="exposed">The cells whose outputs are handed out, in order; the last cell is the last of them.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: what the processor has.</param>
    /// <param name="mostKept">Bytes that it may keep from a forward to a backward pass. Default: see <see cref="KernelResources.MostKept"/>.</param>
    public FusedStack(
        IReadOnlyCollection<IPlannedCell> cells, MapShape first, MapShape? second, ImmutableArray<int> exposed, int threads, int? widest, long? mostKept = null)
    {
        _parameters = new FlatParameters([.. cells.SelectMany(cell => cell.parameters())]);
        _plan = Plan(cells, first, second, exposed);
        _resources = new KernelResources(threads, mostKept);
        _widest = widest ?? LaneCount.Widest;
        _evaluation = new StackEvaluation(_plan, _resources.Team, _widest);
        Outputs = [.. exposed.Select(cell => _plan.Cells[cell].Output())];
    }

    /// <summary>What the cells are differentiated by.</summary>
    public Parameter Parameters => _parameters.Values;

    /// <summary>Sizes of the outputs that are handed out.</summary>
    public ImmutableArray<MapShape> Outputs { get; }

    /// <summary>Working memories of evaluations that no caller uses at the moment.</summary>
    public int IdleEngines => _evaluation.IdleEngines;

    /// <summary>How many images a vector holds for a mini-batch.</summary>
    public int Lanes(long images) => LaneCount.For(images, _resources.Team.Size, _widest);

    /// <summary>How many images a vector holds for a mini-batch that is only evaluated; 1 for one image at a time.</summary>
    public int EvaluationLanes(long images) =>
        LaneCount.ForEvaluation(images, _plan.Cells[0].Previous.Width, _resources.Team.Size, _widest);

    /// <returns>The outputs that are handed out, float32 <c>[B, C, H, W, L]</c> each.</returns>
    public IReadOnlyList<Tensor> Forward(StackInputs inputs, StackCall call)
    {
        var all = is_grad_enabled() && (inputs.NeedGradients || Parameters.requires_grad)
            ? StackFunction.apply(inputs.First, inputs.Second!, inputs.Choice!, Parameters, this, call)
            : ComputeAlone(inputs, call);
        var lengths = Outputs.Select(shape => inputs.Blocks * (long)shape.Channels * shape.Positions * inputs.Lanes).ToArray();
        var parts = Outputs.Length == 1 ? [all] : all.split(lengths);
        return [.. parts.Zip(Outputs, (part, shape) => part.view(inputs.Blocks, shape.Channels, shape.Height, shape.Width, inputs.Lanes))];
    }

    /// <summary>Computes the outputs, one behind the other; the engine keeps what the gradient needs.</summary>
    public Tensor Compute(StackEngine engine, StackInputs inputs, StackCall call)
    {
        var output = EmptyOutput(inputs);
        StackMemory.Set(engine.Run, inputs, call, Parameters, output);
        StackMemory.Forward(engine, inputs);
        return output;
    }

    /// <summary>Computes the gradients of a forward pass.</summary>
    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="call">Which gradients.</param>
    /// <param name="kept">What the call has kept.</param>
    /// <param name="gradient">Gradient of the output.</param>
    public StackGradients Differentiate(StackEngine engine, StackGradientCall call, IReadOnlyList<Tensor> kept, Tensor gradient)
    {
        var (inputs, forward) = call.Unpack(kept);
        var gradients = new StackGradients(
            call.NeedsFirst ? empty_like(inputs.First) : null,
            call.NeedsSecond ? empty_like(inputs.Second!) : null,
            call.NeedsChoice ? zeros_like(inputs.Choice!) : null,
            call.NeedsParameters ? empty_like(Parameters) : null);
        using var dense = gradient.contiguous();
        StackMemory.Set(engine.Run, inputs, forward, Parameters, dense);
        StackMemory.Backward(engine, inputs, gradients);
        return gradients;
    }

    /// <summary>An engine that keeps nothing for anyone.</summary>
    public StackEngine Rent(int lanes)
    {
        while (_idle.TryPop(out var engine))
        {
            if (engine.Run.LaneCount == lanes)
                return engine;

            engine.Dispose();
        }

        return StackEngine.Create(_plan, _resources, lanes);
    }

    /// <summary>What an engine has kept is not needed any more.</summary>
    public void Return(StackEngine engine) => _idle.Push(engine);

    /// <inheritdoc />
    public void Dispose()
    {
        while (_idle.TryPop(out var engine))
            engine.Dispose();

        _evaluation.Dispose();
        _resources.Dispose();
        _parameters.Dispose();
    }

    private Tensor ComputeAlone(StackInputs inputs, StackCall call)
    {
        if (!call.IsTraining)
        {
            var output = EmptyOutput(inputs);
            _evaluation.Run(inputs, call, Parameters, output);
            return output;
        }

        var engine = Rent(inputs.Lanes);
        var outputs = Compute(engine, inputs, call);
        Return(engine);
        return outputs;
    }

    private Tensor EmptyOutput(StackInputs inputs) =>
        empty([inputs.Blocks * (long)inputs.Lanes * Outputs.Sum(shape => shape.Channels * shape.Positions)], ScalarType.Float32, CPU);

    private StackPlan Plan(IReadOnlyCollection<IPlannedCell> cells, MapShape first, MapShape? second, ImmutableArray<int> exposed)
    {
        var plans = ImmutableArray.CreateBuilder<CellPlan>(cells.Count);
        var (branches, earlier, previous) = (new BranchPlans(_parameters), first, second ?? first);
        foreach (var cell in cells)
        {
            plans.Add(cell.Plan(branches, earlier, previous));
            (earlier, previous) = (previous, plans[^1].Output());
        }

        return new StackPlan
        {
            Cells = plans.MoveToImmutable(),
            Exposed = exposed,
            SharesInput = second is null,
            ParameterCount = (int)Parameters.numel(),
        };
    }
}

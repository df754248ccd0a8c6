using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>A cell whose forward and backward passes are one call of the kernels each.</summary>
internal sealed class FusedCell : IDisposable
{
    private readonly CellPlan _plan;
    private readonly KernelResources _resources;
    private readonly FlatParameters _parameters;
    private readonly Stack<CellEngine> _idle = new();

    /// <param name="plan">The cell.</param>
    /// <param name="parameters">Its parameters; owned from here on.</param>
    /// <param name="resources">Threads and memory that it shares with other cells.</param>
    public FusedCell(CellPlan plan, FlatParameters parameters, KernelResources resources)
    {
        _plan = plan;
        Output = plan.Output();
        _parameters = parameters;
        _resources = resources;
    }

    /// <summary>What the cell is differentiated by.</summary>
    public Parameter Parameters => _parameters.Values;

    /// <summary>Size of the output.</summary>
    public MapShape Output { get; }

    /// <param name="earlier">Output of the cell before the previous one, float32 <c>[B, C″, H″, W″, L]</c>.</param>
    /// <param name="previous">Output of the previous cell, float32 <c>[B, C′, H, W, L]</c>.</param>
    /// <param name="choice">The weights of the relaxed choice, float32 <c>[E, O]</c>; <see langword="null"/> where nothing is chosen.</param>
    /// <param name="call">The mini-batch.</param>
    /// <returns>Float32 <c>[B, nodes · C, H / stride, W / stride, L]</c>.</returns>
    public Tensor Forward(Tensor earlier, Tensor previous, Tensor? choice, CellCall call)
    {
        var isDifferentiated = is_grad_enabled() && new[] { earlier, previous, choice, Parameters }.Any(tensor => tensor is { requires_grad: true });
        if (isDifferentiated)
            return CellFunction.apply(earlier, previous, Parameters, choice!, this, call);

        var engine = Rent((int)previous.size(4));
        var output = Compute(engine, earlier, previous, choice, call);
        Return(engine);
        return output;
    }

    /// <summary>Computes the output; the engine keeps what the gradient needs.</summary>
    public unsafe Tensor Compute(CellEngine engine, Tensor earlier, Tensor previous, Tensor? choice, CellCall call)
    {
        var output = empty([previous.size(0), Output.Channels, Output.Height, Output.Width, previous.size(4)], ScalarType.Float32);
        var run = engine.Run;
        (run.Images, run.Blocks, run.IsTraining) = ((int)call.Images, (int)previous.size(0), call.IsTraining);
        run.Present = Pointer(call.Present);
        run.TermFactors = Pointer(call.TermFactors);
        run.Parameters = Pointer(Parameters);
        run.Choice = Pointer(choice);
        run.Output = Pointer(output);
        engine.Forward(Pointer(earlier), Pointer(previous));
        return output;
    }

    /// <summary>Computes the gradients of a forward pass.</summary>
    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="call">Which gradients.</param>
    /// <param name="saved">Earlier, previous, the lanes that are present, the choice, the factors of the terms; the last two where there are any.</param>
    /// <param name="gradient">Gradient of the output.</param>
    public unsafe (Tensor? Earlier, Tensor? Previous, Tensor? Parameters, Tensor? Choice) Differentiate(
        CellEngine engine, CellGradientCall call, IReadOnlyList<Tensor> saved, Tensor gradient)
    {
        var (earlier, previous, choice) = (saved[0], saved[1], call.HasChoice ? saved[3] : null);
        var (ofEarlier, ofPrevious) = (call.NeedsEarlier ? empty_like(earlier) : null, call.NeedsPrevious ? empty_like(previous) : null);
        var ofParameters = call.NeedsParameters ? empty_like(Parameters) : null;
        var ofChoice = call.NeedsChoice ? zeros_like(choice!) : null;
        using var dense = gradient.contiguous();
        var run = engine.Run;
        run.Present = Pointer(saved[2]);
        run.TermFactors = Pointer(saved.ElementAtOrDefault(call.HasChoice ? 4 : 3));
        run.Parameters = Pointer(Parameters);
        run.Choice = Pointer(choice);
        run.OutputGradient = Pointer(dense);
        run.ChoiceGradient = Pointer(ofChoice);
        engine.Backward(Pointer(earlier), Pointer(previous), Pointer(ofEarlier), Pointer(ofPrevious), Pointer(ofParameters));
        return (ofEarlier, ofPrevious, ofParameters, ofChoice);
    }

    /// <summary>An engine that keeps nothing for anyone.</summary>
    public CellEngine Rent(int lanes)
    {
        while (_idle.TryPop(out var engine))
        {
            if (engine.Run.LaneCount == lanes)
                return engine;

            engine.Dispose();
        }

        return CellEngine.Create(_plan, _resources, lanes);
    }

    /// <summary>What an engine has kept is not needed any more.</summary>
    public void Return(CellEngine engine) => _idle.Push(engine);

    /// <inheritdoc />
    public void Dispose()
    {
        while (_idle.TryPop(out var engine))
            engine.Dispose();

        _parameters.Dispose();
    }

    private static unsafe float* Pointer(Tensor? tensor) => tensor is null ? null : (float*)FlatParameters.Address(tensor);
}

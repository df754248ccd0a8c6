using Microsoft.ML.NeuralArchitectureSearch.Kernels;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>A recurrent cell of which all time steps are one call of the kernels, forward and backward.</summary>
/// <remarks>Forward passes that are not differentiated may run on several threads at once.</remarks>
internal sealed class FusedRecurrentLayer : IDisposable
{
    // Below, a time step is over before another thread has woken up.
    private const long WorthSharing = 1 << 20;

    private readonly RecurrentPlan _plan;
    private readonly Pool<RecurrentEngine> _engines;

    /// <param name="plan">The cell.</param>
    /// <param name="resources">Threads and memory, shared with others.</param>
    /// <param name="widest">The most units in a vector: 16, 8 or 4. Default: what the processor has.</param>
    public FusedRecurrentLayer(RecurrentPlan plan, KernelResources resources, int? widest = null)
    {
        _plan = plan;
        var lanes = LaneCount.All
            .First(count => count <= (widest ?? LaneCount.Widest) && (count == LaneCount.All[^1] || plan.Hidden > count / 2));
        _engines = new Pool<RecurrentEngine>(() => RecurrentEngine.Create(plan, resources, lanes));
    }

    /// <summary>Reads sequences.</summary>
    /// <param name="inputs">Float32 <c>[T, B, I]</c>.</param>
    /// <param name="hidden">The output before the first time step, float32 <c>[B, H]</c>.</param>
    /// <param name="choice">The weights of the relaxed choice, float32 <c>[E, O]</c>; ones and zeros where nothing is to be chosen.</param>
    /// <param name="weights">Weights of state 0, float32 <c>[I + H, 2H]</c>, and of each node, float32 <c>[H, 2H]</c>.</param>
    /// <param name="call">Masks, and what the normalization needs.</param>
    /// <returns>The outputs of all time steps, float32 <c>[T, B, H]</c>.</returns>
    public Tensor Forward(Tensor inputs, Tensor hidden, Tensor choice, IReadOnlyList<Tensor> weights, RecurrentCall call)
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [inputs.contiguous(), hidden.contiguous(), choice.contiguous(), .. weights.Select(
            weight => weight.contiguous())];
        if (is_grad_enabled() && tensors.Any(tensor => tensor.requires_grad))
        {
            return RecurrentFunction.apply([this, call, .. tensors]).MoveToOuterDisposeScope();
        }

        return ComputeAlone(call, tensors).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the outputs; the engine keeps what the gradient needs.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="call">Masks, and what the normalization needs.</param>
    /// <param name="tensors">Inputs, hidden, choice, weights; contiguous.</param>
    /// <param name="isShared">Whether threads share each time step.</param>
    public unsafe Tensor Compute(RecurrentEngine engine, RecurrentCall call, IReadOnlyList<Tensor> tensors, bool isShared = true)
    {
        var inputs = tensors[0];
        var output = empty([inputs.size(0), inputs.size(1), _plan.Hidden], ScalarType.Float32, CPU);
        var run = engine.Run;
        run.IsShared = isShared;
        (run.Steps, run.Batch, run.IsTraining) = ((int)inputs.size(0), (int)inputs.size(1), call.IsTraining);
        run.Inputs = Pointer(inputs);
        run.Hidden = Pointer(tensors[1]);
        run.Choice = Pointer(tensors[2]);
        run.Weights = [.. tensors.Skip(3).Select(TensorMemory.Address)];
        run.InputMask = Pointer(call.InputMask);
        run.HiddenMask = Pointer(call.HiddenMask);
        run.RunningMeans = Pointer(call.RunningMeans);
        run.RunningVariances = Pointer(call.RunningVariances);
        run.Outputs = Pointer(output);
        engine.Forward();
        return output;
    }

    /// <summary>Computes the gradients of a forward pass.</summary>
    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="call">Which gradients.</param>
    /// <param name="saved">The mask of the inputs, if there was one; then inputs, hidden, choice, weights.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    public static unsafe RecurrentGradients Differentiate(
        RecurrentEngine engine, RecurrentGradientCall call, IReadOnlyList<Tensor> saved, Tensor gradient)
    {
        Tensor[] tensors = [.. saved.Skip(call.HasInputMask ? 1 : 0)];
        var (inputs, hidden) = (call.NeedsInputs ? empty_like(tensors[0]) : null, call.NeedsHidden ? empty_like(tensors[1]) : null);
        var choice = call.NeedsChoice ? empty_like(tensors[2]) : null;
        Tensor?[] weights = [.. tensors.Skip(3).Select(weight => call.NeedsWeights ? empty_like(weight) : null)];
        using var dense = gradient.contiguous();
        var run = engine.Run;
        run.InputMask = call.HasInputMask ? Pointer(saved[0]) : null;
        run.Weights = [.. tensors.Skip(3).Select(TensorMemory.Address)];
        run.OutputGradient = Pointer(dense);
        run.InputGradient = Pointer(inputs);
        run.HiddenGradient = Pointer(hidden);
        run.ChoiceGradient = Pointer(choice);
        run.WeightGradients = call.NeedsWeights ? [.. weights.Select(weight => TensorMemory.Address(weight!))] : [];
        engine.Backward();
        return new RecurrentGradients(inputs, hidden, choice, weights);
    }

    /// <summary>An engine that keeps nothing for anyone.</summary>
    public RecurrentEngine Rent() => _engines.Rent();

    /// <summary>What an engine has kept is not needed any more.</summary>
    public void Return(RecurrentEngine engine) => _engines.Return(engine);

    /// <inheritdoc />
    public void Dispose() => _engines.Dispose();

    private Tensor ComputeAlone(RecurrentCall call, Tensor[] tensors)
    {
        var engine = Rent();
        try
        {
            var multiplyAdds = tensors[0].size(1) * 2 * _plan.Hidden * _plan.Hidden; // of a node in a time step
            return Compute(engine, call, tensors, isShared: multiplyAdds >= WorthSharing);
        }
        finally
        {
            Return(engine);
        }
    }

    private static unsafe float* Pointer(Tensor? tensor) => tensor is null ? null : (float*)TensorMemory.Address(tensor);
}

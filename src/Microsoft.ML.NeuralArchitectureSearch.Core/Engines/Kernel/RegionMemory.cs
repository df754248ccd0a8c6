using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Hands the memory of tensors to an engine.</summary>
internal static unsafe class RegionMemory
{
    /// <summary>Sets what a run of all blocks works on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="outputs">Where the outputs go, or where their gradients are.</param>
    public static void Set(RegionRun run, RegionInputs inputs, RegionCall call, Tensor outputs)
    {
        (run.Images, run.IsTraining) = ((int)call.Images, call.IsTraining);
        (run.FirstBlock, run.Blocks, run.TotalBlocks) = (0, inputs.Blocks, inputs.Blocks);
        (run.Momentum, run.AreParametersFrozen) = (call.Momentum, call.AreParametersFrozen);
        run.Present = Pointer(call.Present);
        run.TermFactors = Pointer(call.TermFactors);
        run.Parameters = Pointer(inputs.Parameters);
        run.Choice = Pointer(inputs.Choice);
        run.Output = Pointer(outputs);
        run.OutputGradient = Pointer(outputs);
    }

    public static void Forward(RegionEngine engine, RegionInputs inputs) => engine.Forward(Addresses(inputs.Maps));

    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="inputs">What it computed with.</param>
    /// <param name="gradients">Overwritten; that of the choice is added to.</param>
    public static void Backward(RegionEngine engine, RegionInputs inputs, RegionGradients gradients)
    {
        engine.Run.ChoiceGradient = Pointer(gradients.Choice);
        engine.Backward(Addresses(inputs.Maps), Addresses(gradients.Maps), Pointer(gradients.Parameters));
    }

    private static nint[] Addresses(IEnumerable<Tensor?> tensors) => [.. tensors.Select(tensor => (nint)Pointer(tensor))];

    private static float* Pointer(Tensor? tensor) => tensor is null ? null : (float*)TensorMemory.Address(tensor);
}

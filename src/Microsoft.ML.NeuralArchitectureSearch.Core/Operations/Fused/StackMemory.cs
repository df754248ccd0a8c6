using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>Hands the memory of tensors to an engine.</summary>
internal static unsafe class StackMemory
{
    /// <summary>Sets what a run of all blocks works on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="inputs">What it computes with.</param>
    /// <param name="call">The mini-batch.</param>
    /// <param name="parameters">The parameters, float32 <c>[P]</c>.</param>
    /// <param name="output">Where the outputs go, or where their gradients are.</param>
    public static void Set(CellRun run, StackInputs inputs, StackCall call, Tensor parameters, Tensor output)
    {
        (run.Images, run.IsTraining) = ((int)call.Images, call.IsTraining);
        (run.FirstBlock, run.Blocks, run.TotalBlocks) = (0, inputs.Blocks, inputs.Blocks);
        run.Present = Pointer(call.Present);
        run.TermFactors = Pointer(call.TermFactors);
        run.Parameters = Pointer(parameters);
        run.Choice = Pointer(inputs.Choice);
        run.Output = Pointer(output);
        run.OutputGradient = Pointer(output);
    }

    public static void Forward(StackEngine engine, StackInputs inputs) =>
        engine.Forward(Pointer(inputs.First), Pointer(inputs.Second ?? inputs.First));

    /// <param name="engine">The engine of the forward pass.</param>
    /// <param name="inputs">What it computed with.</param>
    /// <param name="gradients">Overwritten; zero at first that of the choice.</param>
    public static void Backward(StackEngine engine, StackInputs inputs, StackGradients gradients)
    {
        engine.Run.ChoiceGradient = Pointer(gradients.Choice);
        engine.Backward(
            Pointer(inputs.First),
            Pointer(inputs.Second ?? inputs.First),
            Pointer(gradients.First),
            Pointer(inputs.Second is null ? gradients.First : gradients.Second),
            Pointer(gradients.Parameters));
    }

    private static float* Pointer(Tensor? tensor) => tensor is null ? null : (float*)FlatParameters.Address(tensor);
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>A whole stack of cells as one node of the autograd graph: first, second, choice, parameters, the stack, the call.</summary>
/// <remarks>Its gradient can be taken once: the engine goes to the next forward pass, and second derivatives there are none.</remarks>
internal sealed class StackFunction : autograd.SingleTensorFunction<StackFunction>
{
    public override string Name => nameof(StackFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var inputs = new StackInputs((Tensor)vars[0], (Tensor?)vars[1], (Tensor?)vars[2]);
        var (stack, call) = ((FusedStack)vars[4], StackGradientCall.Of(inputs, (Tensor)vars[3], (StackCall)vars[5]));
        var engine = stack.Rent(inputs.Lanes);
        var output = stack.Compute(engine, inputs, call.Call);
        ctx.save_for_backward(call.Pack(inputs));
        ctx.save_data(nameof(FusedStack), stack);
        ctx.save_data(nameof(StackEngine), engine);
        ctx.save_data(nameof(StackGradientCall), call);
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (stack, engine) = ((FusedStack)ctx.get_data(nameof(FusedStack)), (StackEngine)ctx.get_data(nameof(StackEngine)));
        var call = (StackGradientCall)ctx.get_data(nameof(StackGradientCall));
        var kept = ctx.get_saved_variables();
        var gradients = stack.Differentiate(engine, call, kept, grad_output);
        foreach (var tensor in kept)
            tensor.Dispose();

        stack.Return(engine);
        return [gradients.First!, gradients.Second!, gradients.Choice!, gradients.Parameters!, null!, null!];
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;

/// <summary>A whole cell as one node of the autograd graph: earlier, previous, parameters, choice, the cell, the call.</summary>
/// <remarks>Its gradient can be taken once: the engine goes to the next forward pass, and second derivatives there are none.</remarks>
internal sealed class CellFunction : autograd.SingleTensorFunction<CellFunction>
{
    public override string Name => nameof(CellFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (earlier, previous, parameters, choice) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Tensor?)vars[3]);
        var cell = (FusedCell)vars[4];
        var engine = cell.Rent((int)previous.size(4));
        var call = (CellCall)vars[5];
        var output = cell.Compute(engine, earlier, previous, choice, call);
        ctx.save_for_backward([.. new[] { earlier, previous, call.Present, choice, call.TermFactors }.OfType<Tensor>()]);
        ctx.save_data(nameof(FusedCell), cell);
        ctx.save_data(nameof(CellEngine), engine);
        ctx.save_data(nameof(CellGradientCall), new CellGradientCall(
            earlier.requires_grad, previous.requires_grad, parameters.requires_grad, choice is { requires_grad: true }, choice is not null));
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (cell, engine) = ((FusedCell)ctx.get_data(nameof(FusedCell)), (CellEngine)ctx.get_data(nameof(CellEngine)));
        var call = (CellGradientCall)ctx.get_data(nameof(CellGradientCall));
        var saved = ctx.get_saved_variables();
        var gradients = cell.Differentiate(engine, call, saved, grad_output);
        foreach (var tensor in saved)
            tensor.Dispose();

        cell.Return(engine);
        return [gradients.Earlier!, gradients.Previous!, gradients.Parameters!, gradients.Choice!, null!, null!];
    }
}

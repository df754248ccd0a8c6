using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>
/// All time steps of a recurrent cell as one node of the autograd graph: the layer, the call, inputs, hidden, choice, weights.
/// </summary>
/// <remarks>Its gradient can be taken once: the engine goes to the next forward pass, and second derivatives there are none.</remarks>
internal sealed class RecurrentFunction : autograd.SingleTensorFunction<RecurrentFunction>
{
    public override string Name => nameof(RecurrentFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (layer, call) = ((FusedRecurrentLayer)vars[0], (RecurrentCall)vars[1]);
        Tensor[] tensors = [.. vars.Skip(2).Cast<Tensor>()];
        var engine = layer.Rent();
        var output = layer.Compute(engine, call, tensors);
        ctx.save_for_backward([.. new[] { call.InputMask }.OfType<Tensor>(), .. tensors]);
        ctx.save_data(nameof(FusedRecurrentLayer), layer);
        ctx.save_data(nameof(RecurrentEngine), engine);
        ctx.save_data(nameof(RecurrentGradientCall), new RecurrentGradientCall(
            tensors[0].requires_grad, tensors[1].requires_grad, tensors[2].requires_grad, tensors.Skip(3)
                .Any(weight => weight.requires_grad),
            call.InputMask is not null));
        return output;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var layer = (FusedRecurrentLayer)ctx.get_data(nameof(FusedRecurrentLayer));
        var engine = (RecurrentEngine)ctx.get_data(nameof(RecurrentEngine));
        var call = (RecurrentGradientCall)ctx.get_data(nameof(RecurrentGradientCall));
        var saved = ctx.get_saved_variables();
        var gradients = FusedRecurrentLayer.Differentiate(engine, call, saved, grad_output);
        foreach (var tensor in saved)
        {
            tensor.Dispose();
        }

        layer.Return(engine);
        return [null!, null!, gradients.Inputs!, gradients.Hidden!, gradients.Choice!, .. gradients.Weights.Select(weight => weight!)];
    }
}

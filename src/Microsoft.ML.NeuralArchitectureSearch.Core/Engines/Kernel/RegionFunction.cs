using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>A region as one node of the autograd graph: the region, the call, parameters, choice, inputs.</summary>
/// <remarks>Its gradient can be taken once, as the engine goes to the next forward pass. Second derivatives are not supported.</remarks>
internal sealed class RegionFunction : autograd.SingleTensorFunction<RegionFunction>
{
    public override string Name => nameof(RegionFunction);

    /// <returns>All outputs, one behind the other, float32.</returns>
    public static Tensor Apply(KernelRegion region, RegionCall call, RegionInputs inputs) =>
        apply([region, call, inputs.Parameters, inputs.Choice!, .. inputs.Maps]);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var inputs = new RegionInputs([.. vars.Skip(4).Cast<Tensor>()], (Tensor)vars[2], (Tensor?)vars[3]);
        var (region, call) = ((KernelRegion)vars[0], RegionGradientCall.Of(inputs, (RegionCall)vars[1]));
        var engine = region.Rent(inputs.Lanes);
        var outputs = region.Compute(engine, inputs, call.Call);
        ctx.save_for_backward(call.Pack(inputs));
        ctx.save_data(nameof(KernelRegion), region);
        ctx.save_data(nameof(RegionEngine), engine);
        ctx.save_data(nameof(RegionGradientCall), call);
        return outputs;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var (region, engine) = ((KernelRegion)ctx.get_data(nameof(KernelRegion)), (RegionEngine)ctx.get_data(nameof(RegionEngine)));
        var call = (RegionGradientCall)ctx.get_data(nameof(RegionGradientCall));
        var kept = ctx.get_saved_variables();
        var gradients = KernelRegion.Differentiate(engine, call, kept, grad_output);
        foreach (var tensor in kept)
        {
            tensor.Dispose();
        }

        region.Return(engine);
        return [null!, null!, gradients.Parameters!, gradients.Choice!, .. gradients.Maps.Select(map => map!)];
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;

/// <summary>Decoder and mean cross-entropy as one node of the autograd graph: the loss, targets, states, weights, bias.</summary>
/// <remarks>The gradients are computed with the loss, while its probabilities are at hand.</remarks>
internal sealed class WordLossFunction : autograd.SingleTensorFunction<WordLossFunction>
{
    public override string Name => nameof(WordLossFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        Tensor[] tensors = [.. vars.Skip(2).Cast<Tensor>()];
        bool[] isNeeded = [.. tensors.Select(tensor => tensor.requires_grad)];
        Tensor?[] gradients = [.. tensors.Select(tensor => tensor.requires_grad ? empty_like(tensor, requires_grad: false) : null)];
        var loss = ((FusedWordLoss)vars[0]).Differentiate((Tensor)vars[1], tensors, gradients);
        ctx.save_for_backward([.. gradients.OfType<Tensor>()]);
        ctx.save_data(nameof(isNeeded), isNeeded);
        return loss;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var isNeeded = (bool[])ctx.get_data("isNeeded");
        var saved = ctx.get_saved_variables();
        var gradients = new Queue<Tensor>(saved);
        var factor = grad_output.item<float>();
        List<Tensor> results = [null!, null!, .. isNeeded.Select(needed => needed ? Scaled(gradients.Dequeue(), factor) : null!)];
        foreach (var tensor in saved)
        {
            tensor.Dispose();
        }

        return results;
    }

    private static Tensor Scaled(Tensor gradient, float factor) => factor == 1 ? gradient.alias() : gradient.Mul(factor);
}

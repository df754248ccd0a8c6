using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
{
    public MSELoss(Reduction reduction = Reduction.Mean) : base(reduction) { }

    public override Tensor forward(Tensor input, Tensor target) => functional.mse_loss(input, target, reduction);
}

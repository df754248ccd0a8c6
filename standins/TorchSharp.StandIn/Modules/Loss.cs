using static TorchSharp.torch.nn;

namespace TorchSharp;

public abstract class Loss<T1, T2, TResult> : Module<T1, T2, TResult>
{
    public Loss(Reduction reduction = Reduction.Mean) : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

    public Reduction reduction { get; }
}

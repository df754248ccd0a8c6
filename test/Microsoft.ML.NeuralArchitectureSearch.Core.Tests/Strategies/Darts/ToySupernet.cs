using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies.Darts;

/// <summary>
/// A smooth supernet of two mixed layers, small enough to differentiate it by hand: each mixes nothing, the identity and a convolution.
/// </summary>
internal sealed class ToySupernet : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Conv2d first = Conv2d(1, 3, 3, padding: 1);
    private readonly Conv2d lift = Conv2d(1, 3, 1);
    private readonly Conv2d second = Conv2d(3, 3, 3, padding: 1);
    private readonly BatchNorm2d norm = BatchNorm2d(3);
    private readonly Linear classifier = Linear(3 * 4 * 4, 4);

    public ToySupernet()
        : base(nameof(ToySupernet)) => RegisterComponents();

    /// <summary>Weights of the mixing, drawn anew: [1, 3] each.</summary>
    public static Parameter[] DrawAlphas(ScalarType type) =>
        [new Parameter(randn(1, 3, dtype: type)), new Parameter(randn(1, 3, dtype: type))];

    public override Tensor forward(Tensor images, Tensor normalWeights, Tensor reductionWeights)
    {
        using var scope = NewDisposeScope();
        var lifted = lift.call(images);
        var hidden = lifted.mul(normalWeights[0, 1]).add(first.call(images).tanh().mul(normalWeights[0, 2]));
        hidden = norm.call(hidden);
        hidden = hidden.mul(reductionWeights[0, 1]).add(second.call(hidden).tanh().mul(reductionWeights[0, 2]));
        return classifier.call(hidden.flatten(1)).MoveToOuterDisposeScope();
    }
}

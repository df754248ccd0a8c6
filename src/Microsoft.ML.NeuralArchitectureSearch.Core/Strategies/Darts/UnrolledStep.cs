using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One step of the weights' SGD: w' = w − ξ(momentum · velocity + ∇L + weight decay · w).</summary>
/// <param name="LearningRate">ξ.</param>
/// <param name="Momentum">Momentum of the weights' SGD.</param>
/// <param name="WeightDecay">Weight decay of the weights' SGD.</param>
/// <param name="Velocity">The momentum buffers, one for each weight; empty before the first step.</param>
internal sealed record UnrolledStep(double LearningRate, double Momentum, double WeightDecay, IReadOnlyList<Tensor> Velocity)
{
    /// <summary>How gradients by the weights are clipped. Default: not at all, as in the paper's convolutional search.</summary>
    public GradientClip Clip { get; init; } = new(double.PositiveInfinity);
}

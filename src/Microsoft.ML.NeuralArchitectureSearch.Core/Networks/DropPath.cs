using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Leaves out an edge at random, each image by itself, and scales the others up, so that the expected value stays.</summary>
/// <remarks>Larsson et al., "FractalNet" (2017), arXiv:1605.07648; scheduled as in Zoph et al. (2018), arXiv:1707.07012.</remarks>
internal static class DropPath
{
    /// <param name="input">Feature map, float <c>[N, C, H, W]</c>.</param>
    /// <param name="probability">Probability that an image's map becomes zero, within [0, 1).</param>
    /// <returns>Feature map of the same shape.</returns>
    public static Tensor Apply(Tensor input, double probability)
    {
        using var scope = NewDisposeScope();
        return input.mul(Factors(input.size(0), probability, input).view(-1, 1, 1, 1)).MoveToOuterDisposeScope();
    }

    /// <param name="count">Number of images (N).</param>
    /// <param name="probability">Probability that an image's map becomes zero, within [0, 1).</param>
    /// <param name="like">Has the type and the device of the result.</param>
    /// <returns>What each image's map is multiplied by, float <c>[N]</c>.</returns>
    public static Tensor Factors(long count, double probability, Tensor like)
    {
        using var scope = NewDisposeScope();
        var kept = RunRandom.Bernoulli([count], 1 - probability, like);
        return kept.Div(1 - probability).MoveToOuterDisposeScope();
    }
}

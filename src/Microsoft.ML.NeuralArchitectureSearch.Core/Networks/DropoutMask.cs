using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Which values are left out, for as long as one likes.</summary>
internal static class DropoutMask
{
    /// <summary>Draws a mask from torch's generator: zeros with the probability, otherwise what keeps the mean.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="probability">Probability that a value is left out, within [0, 1).</param>
    /// <param name="like">Its type and device.</param>
    /// <returns>The mask; <see langword="null"/> where nothing is left out.</returns>
    public static Tensor? Draw(long[] size, double probability, Tensor like) => probability == 0
        ? null
        : RunRandom.Bernoulli(size, 1 - probability, like).DivInPlace(1 - probability);
}

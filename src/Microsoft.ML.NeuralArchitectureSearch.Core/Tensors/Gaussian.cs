namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Normally distributed numbers.</summary>
internal static class Gaussian
{
    /// <summary>Draws from N(0, 1), by the transform of Box and Muller.</summary>
    public static double NextGaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>Φ(z), the probability of a value below z.</summary>
    /// <remarks>Abramowitz and Stegun, Handbook of Mathematical Functions (1964), formula 26.2.17; its error is below 7.5e-8.</remarks>
    public static double Cumulative(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
        return z >= 0 ? 1 - tail : tail;
    }
}

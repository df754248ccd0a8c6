namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>How often predictions put two architectures in the right order.</summary>
internal static class PairwiseAccuracy
{
    /// <returns>
    /// The share of the pairs of different scores, 0 to 1, equal predictions counted as half right; not a number where there is no such
    /// pair.
    /// </returns>
    public static double Of(IReadOnlyList<double> predictions, IReadOnlyList<double> scores)
    {
        var (right, pairs) = (0.0, 0);
        for (var better = 0; better < scores.Count; better++)
        {
            for (var worse = 0; worse < scores.Count; worse++)
            {
                if (scores[better] > scores[worse])
                {
                    pairs++;
                    right += predictions[better] > predictions[worse] ? 1 : predictions[better] == predictions[worse] ? 0.5 : 0;
                }
            }
        }

        return pairs == 0 ? double.NaN : right / pairs;
    }
}

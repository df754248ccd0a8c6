namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>What the predictor is to say of architectures of given scores.</summary>
internal static class ScoreTargets
{
    /// <summary>
    /// The share of the scores that are lower, half of the equal ones counted as lower: within (0, 1), whatever the scores' distribution.
    /// </summary>
    public static float[] Ranks(IReadOnlyCollection<double> scores) =>
        [.. scores.Select(
            score => (float)((scores.Count(other => other < score) + (0.5 * scores.Count(other => other == score))) / scores.Count))];

    /// <summary>The scores, moved and scaled so that the worst is 0 and the best 1; one half where all are equal.</summary>
    public static float[] Scaled(IReadOnlyCollection<double> scores)
    {
        var (lowest, highest) = (scores.Min(), scores.Max());
        return [.. scores.Select(score => highest > lowest ? (float)((score - lowest) / (highest - lowest)) : 0.5f)];
    }
}

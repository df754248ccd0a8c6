namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>The number of trainable weights: the baseline that every other zero-cost score has to beat.</summary>
internal sealed class ParameterCountScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return probe.Graph.ParameterCount;
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>The number of multiply-adds for one image.</summary>
internal sealed class MultiplyAddsScore : IZeroCostScore
{
    /// <inheritdoc />
    public double Of(ZeroCostProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return probe.Graph.MultiplyAdds;
    }
}

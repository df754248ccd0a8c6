using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>The mini-batch of a call.</summary>
/// <param name="Images">Number of images (N).</param>
/// <param name="Present">1 for each image, 0 for each lane without one, float32 <c>[B, L]</c>.</param>
/// <param name="IsTraining">Whether batch normalization uses the statistics of the mini-batch.</param>
/// <param name="TermFactors">
/// A factor for each term and each image, float32 <c>[T, B, L]</c>; <see langword="null"/> where all are 1.
/// </param>
internal sealed record RegionCall(long Images, Tensor Present, bool IsTraining, Tensor? TermFactors = null)
{
    /// <summary>Share of the mini-batch in the running statistics of batch normalization. Default: that of each normalization.</summary>
    public double? Momentum { get; init; }

    /// <summary>Whether the parameters are the same in every call. Default <see langword="false"/>.</summary>
    public bool AreParametersFrozen { get; init; }

    /// <summary>1 for each image, 0 for each lane without one.</summary>
    public static Tensor PresentLanes(long images, long blocks, long lanes)
    {
        using var scope = NewDisposeScope();
        return NumberTensors.Range(blocks * lanes, CPU).Lt(images).to(ScalarType.Float32).view(blocks, lanes).MoveToOuterDisposeScope();
    }
}

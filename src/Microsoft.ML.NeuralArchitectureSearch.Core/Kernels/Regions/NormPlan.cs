namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>A batch normalization, or only a number that is added to each channel.</summary>
internal sealed record NormPlan
{
    /// <summary>The running statistics; <see langword="null"/> where nothing is normalized.</summary>
    public required RunningStatistics? Statistics { get; init; }

    /// <summary>Share of a mini-batch in the running statistics.</summary>
    public required double Momentum { get; init; }

    /// <summary>Added to the variance.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Where the scale of each channel lies among the parameters; negative without one.</summary>
    public int Scale { get; init; } = -1;

    /// <summary>Where the shift of each channel lies among the parameters; negative without one.</summary>
    public int Shift { get; init; } = -1;

    /// <summary>The bias of a convolution.</summary>
    /// <param name="shift">Where the number of each channel lies among the parameters.</param>
    public static NormPlan OfBias(int shift) => new() { Statistics = null, Momentum = 0, Epsilon = 0, Shift = shift };
}

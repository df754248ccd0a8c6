namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How the time of a forward pass is measured.</summary>
public sealed record LatencyOptions
{
    /// <summary>Images in the mini-batch. Default 1: how long one image waits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int BatchSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(BatchSize)); } = 1;

    /// <summary>Passes before the measured ones. Default 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmUpPasses { get; init => field = Checked.NotNegative(value, nameof(WarmUpPasses)); } = 3;

    /// <summary>Passes that are measured; their median counts. Default 11.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Passes { get; init => field = Checked.Positive(value, nameof(Passes)); } = 11;

    /// <summary>Channels of the first cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>What zero-cost scores look at.</summary>
public sealed record ZeroCostOptions
{
    /// <summary>Images in the mini-batch, fewer where the task has fewer. Default 64, as in arXiv:2101.08134.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int BatchSize { get; init => field = Checked.AtLeast(2, value, nameof(BatchSize)); } = 64;

    /// <summary>Channels of the first cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Channels { get; init => field = Checked.Positive(value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Layers { get; init => field = Checked.Positive(value, nameof(Layers)); }
}

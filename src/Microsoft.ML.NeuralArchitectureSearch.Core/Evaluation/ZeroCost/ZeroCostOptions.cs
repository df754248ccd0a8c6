namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>What zero-cost scores look at.</summary>
public sealed record ZeroCostOptions
{
    /// <summary>Images in the mini-batch, fewer where the task has fewer. Default 64, as in arXiv:2101.08134.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [2, 65,536].</exception>
    public int BatchSize { get; init => field = Checked.Within(2, Checked.MostSize, value, nameof(BatchSize)); } = 64;

    /// <summary>Channels of the first cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); }

    /// <summary>Number of cells. <see langword="null"/>, the default, leaves it to the space.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int? Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); }
}

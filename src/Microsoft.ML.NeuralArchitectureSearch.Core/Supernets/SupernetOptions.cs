namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The size of a supernet.</summary>
/// <param name="Channels">Channels of its first cells.</param>
/// <param name="Cells">Number of its cells.</param>
public sealed record SupernetOptions(int Channels, int Cells)
{
    /// <summary>Channels of the first cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int Channels { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(Channels)); } = Checked.Within(1, Checked.MostSize, Channels, nameof(Channels));

    /// <summary>Number of cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 10,000].</exception>
    public int Cells { get; init => field = Checked.Within(1, Checked.MostCount, value, nameof(Cells)); } = Checked.Within(1, Checked.MostCount, Cells, nameof(Cells));
}

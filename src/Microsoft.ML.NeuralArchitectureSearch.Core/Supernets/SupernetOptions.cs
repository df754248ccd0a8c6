namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The size of a supernet.</summary>
/// <param name="Channels">Channels of its first cells.</param>
/// <param name="Layers">Number of its cells.</param>
public sealed record SupernetOptions(int Channels, int Layers)
{
    /// <summary>Channels of the first cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Channels { get; init => field = Checked.Positive(value, nameof(Channels)); } = Checked.Positive(Channels, nameof(Channels));

    /// <summary>Number of cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Layers { get; init => field = Checked.Positive(value, nameof(Layers)); } = Checked.Positive(Layers, nameof(Layers));
}

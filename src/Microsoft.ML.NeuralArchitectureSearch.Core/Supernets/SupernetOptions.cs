namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The size of a supernet.</summary>
/// <param name="Channels">Channels of its first cells.</param>
/// <param name="Layers">Number of its cells.</param>
public sealed record SupernetOptions(int Channels, int Layers);

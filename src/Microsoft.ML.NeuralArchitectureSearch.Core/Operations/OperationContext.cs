namespace Microsoft.ML.NeuralArchitectureSearch.Operations;

/// <summary>Where an operation is to stand.</summary>
/// <param name="Channels">Channels of its input and of its output (C).</param>
/// <param name="Stride">1 where height and width stay, 2 where they halve.</param>
/// <param name="Affine">Whether its batch normalizations learn a scale and a shift: in final networks, not in supernets.</param>
public readonly record struct OperationContext(int Channels, int Stride, bool Affine);

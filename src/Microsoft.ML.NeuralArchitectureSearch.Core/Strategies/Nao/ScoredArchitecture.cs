using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>An architecture that is known to be so good: what <see cref="NaoModel"/> learns from.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Score">The higher the better; a finite number.</param>
internal sealed record ScoredArchitecture(Architecture Architecture, double Score);

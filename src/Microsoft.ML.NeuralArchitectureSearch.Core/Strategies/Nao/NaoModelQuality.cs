namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>How well a model knows some architectures.</summary>
/// <remarks>The two measures of Luo et al. (2018), arXiv:1808.07233, section 4.</remarks>
/// <param name="PairwiseAccuracy">
/// Share of the pairs of different scores that the predictor puts in the right order, 0 to 1; not a number where there is no such pair.
/// </param>
/// <param name="ReconstructionDistance">
/// Mean number of tokens that the decoder writes otherwise than the encoder read them (Hamming distance).
/// </param>
internal sealed record NaoModelQuality(double PairwiseAccuracy, double ReconstructionDistance);

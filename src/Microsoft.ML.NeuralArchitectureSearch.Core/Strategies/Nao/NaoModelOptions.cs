namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>Sizes of NAO's encoder, predictor and decoder, and how the three are trained.</summary>
/// <remarks>
/// Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, section 4.1. Where a default is not the paper's, its text says
/// so and why;
/// <see cref="Paper"/> has the paper's.
/// </remarks>
public sealed record NaoModelOptions
{
    /// <summary>The settings of the paper.</summary>
    public static NaoModelOptions Paper { get; } =
        new() { HiddenSize = 96, LearningRate = 1e-3, RanksScores = false, ReadsEveryState = false, AddsTokens = false };

    /// <summary>Length of the vector that a token is looked up as. Default 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int EmbeddingSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(EmbeddingSize)); } = 32;

    /// <summary>
    /// Size of the hidden states of encoder and decoder. Default 32, for pools of some dozens of architectures; the paper has 96 for 600
    /// and more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int HiddenSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(HiddenSize)); } = 32;

    /// <summary>Units of the predictor's hidden layer. Default 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int PredictorSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(PredictorSize)); } = 64;

    /// <summary>λ of Eq. (1): weight of the predictor's loss; that of the reconstruction has the rest. Default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double PredictorWeight { get; init => field = Checked.Between0And1(value, nameof(PredictorWeight)); } = 0.9;

    /// <summary>Learning rate of Adam. Default 0.003, for the fewer steps that are made here; the paper has 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 3e-3;

    /// <summary>Sequences in a gradient step. <see langword="null"/>, the default, takes all at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 1,000,000].</exception>
    public int? BatchSize { get; init => field = Checked.Within(1, Checked.MostCandidates, value, nameof(BatchSize)); }

    /// <summary>
    /// How many other sequences of each architecture it is trained on besides the first, such as the two inputs of a node swapped. Default
    /// 1; 0 for none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,000,000].</exception>
    public int Symmetries { get; init => field = Checked.Within(0, Checked.MostCandidates, value, nameof(Symmetries)); } = 1;

    /// <summary>
    /// Whether the predictor learns the scores' ranks, from 0 for the worst to 1 for the best, rather than the scores themselves, scaled to
    /// the same range
    /// as in the paper. Default: the ranks. A few architectures that do not learn at all would otherwise squeeze all good ones into a
    /// hundredth of the range.
    /// </summary>
    public bool RanksScores { get; init; } = true;

    /// <summary>
    /// Whether the predictor reads the encoder's states side by side rather than their mean, as in the paper. Default: side by side. From
    /// some dozens of
    /// architectures it then learns at which place an operation helps: on NAS-Bench-201 it orders neighbours of the best of 80 right in 75
    /// instead of 69 of 100 pairs.
    /// </summary>
    public bool ReadsEveryState { get; init; } = true;

    /// <summary>
    /// Whether each hidden state has the vector of its own token added, for which <see cref="EmbeddingSize"/> and <see cref="HiddenSize"/>
    /// are equal. Default
    /// <see langword="true"/>; the paper adds none. What stands at a place is then plain from its state before the LSTM has learnt to keep
    /// it.
    /// </summary>
    public bool AddsTokens { get; init; } = true;
}

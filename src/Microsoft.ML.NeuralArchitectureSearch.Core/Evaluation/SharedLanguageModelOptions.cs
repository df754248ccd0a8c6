using System.Numerics;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>How the weights that all recurrent cells share are trained, and how candidates are scored with them.</summary>
public sealed record SharedLanguageModelOptions
{
    /// <summary>Passes over the text before the first candidate is scored, every segment on a cell drawn at random. Default 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmUpEpochs { get; init => field = Checked.NotNegative(value, nameof(WarmUpEpochs)); } = 10;

    /// <summary>Segments that a candidate itself is trained on before it is scored. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int StepsPerCandidate { get; init => field = Checked.NotNegative(value, nameof(StepsPerCandidate)); }

    /// <summary>Share of the text, its end, that candidates are scored on. Default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double ValidationFraction { get; init => field = Checked.Between0And1(value, nameof(ValidationFraction)); } = 0.1;

    /// <summary>
    /// Segments of the text held out that a candidate is scored on; the next candidate gets the next ones, in a round, as in ENAS.
    /// <see langword="null"/>, the default, scores every candidate on all of them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? ValidationSegments { get; init => field = Checked.Positive(value, nameof(ValidationSegments)); }

    /// <summary>Size and dropout of the model. What is not set, by default all, scales with the text.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public LanguageModelOptions Model { get; init => field = Checked.NotNull(value, nameof(Model)); } = new();

    /// <summary>
    /// Pieces of the text that are read side by side. <see langword="null"/>, the default, scales with the text: 64 at the size of Penn
    /// Treebank.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int? BatchSize { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(BatchSize)); }

    /// <summary>Steps of a segment. Default 35.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [1, 65,536].</exception>
    public int SequenceLength { get; init => field = Checked.Within(1, Checked.MostSize, value, nameof(SequenceLength)); } = 35;

    /// <summary>Learning rate. Default 20, as in ENAS.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double LearningRate { get; init => field = Checked.Positive(value, nameof(LearningRate)); } = 20;

    /// <summary>Weight decay. Default 8e-7.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public double WeightDecay { get; init => field = Checked.NotNegative(value, nameof(WeightDecay)); } = 8e-7;

    /// <summary>Norm that the gradient is clipped to. Default 0.25, as in ENAS.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public double GradientClipping { get; init => field = Checked.Positive(value, nameof(GradientClipping)); } = 0.25;

    /// <summary>
    /// Threads of the fused kernels, which compute cell and loss on the CPU: the same mathematics, rounded differently.
    /// <see langword="null"/>,
    /// the default, takes as many as torch; 0 computes everything by TorchSharp's operations, as do GPUs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1,024].</exception>
    public int? KernelThreads { get; init => field = Checked.Within(0, Checked.MostThreads, value, nameof(KernelThreads)); }

    /// <summary>A step of the weights.</summary>
    internal WeightOptimizerOptions Optimizer => new(Momentum: 0, WeightDecay, GradientClipping);

    /// <summary>Number of pieces that are read side by side of a text of so many tokens.</summary>
    internal int PiecesOf(long tokenCount) => (int)Math.Max(
        1, Math.Min(BatchSize ?? 1 << BitOperations.Log2((uint)Math.Clamp(tokenCount / (40 * SequenceLength), 4, 64)), tokenCount / 2));
}

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>When a training is given up because it will not become the best so far.</summary>
/// <remarks>
/// Domhan et al., "Speeding up Automatic Hyperparameter Optimization of Deep Neural Networks by Extrapolation of Learning Curves" (2015),
/// section 3:
/// after every epoch, P(accuracy at the last epoch &gt; best so far) is extrapolated, and the training ends where it is below 5 %. Its
/// score is
/// then the accuracy that was extrapolated. With it a candidate's score depends on what was evaluated before.
/// </remarks>
public sealed record EarlyTermination
{
    /// <summary>Probability of becoming the best below which a training ends. Default 0.05, the paper's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public double Threshold { get; init => field = Checked.Between0And1(value, nameof(Threshold)); } = 0.05;

    /// <summary>Epochs that every candidate is trained for, at least 4, the fewest that a curve can be fitted to. Default 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 4.</exception>
    public int MinimumEpochs
    {
        get;
        init => field = Checked.AtLeast(LearningCurve.FewestEpochs, value, nameof(MinimumEpochs));
    } = LearningCurve.FewestEpochs;
}

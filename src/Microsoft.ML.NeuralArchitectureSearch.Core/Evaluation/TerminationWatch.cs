using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Follows one training and decides after every epoch whether it can still become the best.</summary>
/// <param name="rule">When it is given up; <see langword="null"/> for never.</param>
/// <param name="epochs">Epochs that are planned.</param>
/// <param name="best">The best accuracy so far; <see langword="null"/> before the first.</param>
internal sealed class TerminationWatch(EarlyTermination? rule, int epochs, double? best) : IProgress<SearchEvent>
{
    private readonly List<double> _accuracies = [];

    /// <summary>The accuracy that the last epoch would have led to, once the training is given up.</summary>
    public double? Expected { get; private set; }

    public void Report(SearchEvent value)
    {
        if (value is not EpochCompleted { Record.ValidationAccuracy: { } accuracy })
        {
            return;
        }

        _accuracies.Add(accuracy);
        if (rule is null || best is not { } other || _accuracies.Count < rule.MinimumEpochs || _accuracies.Count >= epochs)
        {
            return;
        }

        var curve = new LearningCurve(_accuracies);
        if (curve.ProbabilityAbove(epochs, other) < rule.Threshold)
        {
            Expected = curve.At(epochs);
        }
    }
}

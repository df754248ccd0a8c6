using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

internal sealed class RandomSearchTuner(SearchSpace.SearchSpace space, int? seed) : ITuner
{
    private readonly Random _random = seed is { } value ? new(value) : new();

    public Parameter Propose(TrialSettings settings) =>
        space.SampleFromFeatureSpace([.. Enumerable.Range(0, space.FeatureSpaceDim).Select(_ => _random.NextDouble())]);

    public void Update(TrialResult result)
    {
    }
}

/// <summary>
/// Every combination in turn, the last dimension fastest, then again from the start. Follows the steps of the space as the original
/// does: a single-choice option has a step but no dimension, and shifts the grid.
/// </summary>
internal sealed class GridSearchTuner(SearchSpace.SearchSpace space, int step) : ITuner
{
    private long _next;

    public Parameter Propose(TrialSettings settings)
    {
        int[] counts = [.. space.Step.Select(s => s ?? step)];
        var point = new double[counts.Length];
        var rest = _next++;
        for (var i = counts.Length - 1; i >= 0; i--)
        {
            point[i] = rest % counts[i] / (double)counts[i];
            rest /= counts[i];
        }

        return space.SampleFromFeatureSpace(point);
    }

    public void Update(TrialResult result)
    {
    }
}

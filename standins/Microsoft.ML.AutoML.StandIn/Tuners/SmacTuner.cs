using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Sequential model-based search (Hutter et al., 2011): random trials, then batches of which one half comes from local searches and many
/// draws, judged by a
/// model of the losses, and the other half is random. The original's model is a forest; here it is the mean of the nearest trials.
/// </summary>
internal sealed class SmacTuner(SearchSpace.SearchSpace space, int? seed) : ITuner
{
    private const int Nearest = 3;
    private readonly RandomSearchTuner _draws = new(space, seed);
    private readonly Random _random = seed is { } value ? new(value) : new();
    private readonly List<(double[] Point, Parameter Parameter, double Loss)> _history = [];
    private readonly Queue<Parameter> _candidates = [];

    public int Initial { get; init; }

    public int Batch { get; init; }

    public int Parents { get; init; }

    public int Drawn { get; init; }

    public double Epsilon { get; init; }

    public int Neighbours { get; init; }

    public Parameter Propose(TrialSettings settings)
    {
        if (_history.Count + _candidates.Count <= Initial)
        {
            return _draws.Propose(settings);
        }

        if (_candidates.Count == 0)
        {
            foreach (var candidate in Promising().Concat(Enumerable.Range(0, Batch / 2).Select(_ => _draws.Propose(settings))))
            {
                _candidates.Enqueue(candidate);
            }
        }

        return _candidates.Dequeue();
    }

    public void Update(TrialResult result)
    {
        if (double.IsFinite(result.Loss))
        {
            _history.Add((space.MappingToFeatureSpace(result.TrialSettings.Parameter), result.TrialSettings.Parameter, result.Loss));
        }
    }

    private IEnumerable<Parameter> Promising()
    {
        var found = _history.OrderBy(trial => trial.Loss).Take(Parents).Select(trial => LocalSearch(trial.Parameter));
        return found.Concat(Enumerable.Range(0, Drawn).Select(_ => _draws.Propose(null)))
            .OrderBy(Expected).Distinct().Except(_history.Select(trial => trial.Parameter)).Take(Batch / 2);
    }

    private Parameter LocalSearch(Parameter start)
    {
        var (best, loss) = (start, Expected(start));
        while (OneChanged(best).MinBy(Expected) is { } next && Expected(next) < loss - Epsilon)
        {
            (best, loss) = (next, Expected(next));
        }

        return best;
    }

    // Of a dimension with steps the next step, of a continuous one some values near by.
    private IEnumerable<Parameter> OneChanged(Parameter parameter)
    {
        var point = space.MappingToFeatureSpace(parameter);
        for (var i = 0; i < point.Length; i++)
        {
            double[] values = space.Step[i] is { } steps
                ? [point[i] + 1.0 / steps > 1 ? point[i] + 1.0 / steps - 1 : point[i] + 1.0 / steps]
                : [.. Enumerable.Range(0, Neighbours).Select(_ => Math.Clamp(point[i] + 0.4 * (_random.NextDouble() - 0.5), 0, 1))];
            foreach (var value in values)
            {
                yield return space.SampleFromFeatureSpace([.. point.Select((x, j) => j == i ? value : x)]);
            }
        }
    }

    private double Expected(Parameter parameter)
    {
        var point = space.MappingToFeatureSpace(parameter);
        return _history.OrderBy(trial => trial.Point.Zip(point, (a, b) => (a - b) * (a - b)).Sum()).Take(Nearest)
            .Average(trial => trial.Loss);
    }
}

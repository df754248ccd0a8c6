using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Randomized direct search (Wu et al., 2021, arXiv:2005.01571) from the space's default: a step in a random direction, then in the
/// opposite one, a smaller step after too many failures, a restart from a random point once the step is tiny.
/// Stands in for the cost-frugal tuners; their costs and their choice among estimators are not modelled.
/// </summary>
internal sealed class LocalSearchTuner : ITuner
{
    private const double FirstStep = 0.1;
    private const double SmallestStep = 0.005;
    private readonly SearchSpace.SearchSpace _space;
    private readonly Random _random;
    private readonly Dictionary<int, double[]> _proposed = [];
    private double[] _center;
    private double[] _opposite;
    private double _centerLoss = double.MaxValue;
    private double _step;
    private int _failures;

    public LocalSearchTuner(AutoMLExperiment.AutoMLExperimentSettings settings)
    {
        _space = settings.SearchSpace;
        _random = settings.Seed is { } seed ? new(seed) : new();
        Restart(_space.Default);
    }

    public Parameter Propose(TrialSettings settings)
    {
        var point = NextPoint();
        _proposed[settings.TrialId] = point;
        return _space.SampleFromFeatureSpace(point);
    }

    public void Update(TrialResult result)
    {
        if (!_proposed.Remove(result.TrialSettings.TrialId, out var point))
            return;

        if (result.Loss < _centerLoss)
        {
            (_center, _centerLoss, _opposite, _failures) = (point, result.Loss, null, 0);
            return;
        }

        if (++_failures < 1 << Math.Min(10, _center.Length))
            return;

        _failures = 0;
        _step /= 2;
        if (_step < SmallestStep)
            Restart([.. _center.Select(_ => _random.NextDouble())]);
    }

    private double[] NextPoint()
    {
        if (_centerLoss == double.MaxValue)
            return _center;

        if (_opposite is { } second)
        {
            _opposite = null;
            return second;
        }

        double[] direction = [.. _center.Select(_ => _random.NextDouble() * 2 - 1)];
        var length = Math.Max(1e-12, Math.Sqrt(direction.Sum(d => d * d)));
        double[] Moved(double sign) =>
            [.. _center.Zip(direction, (c, d) => Math.Clamp(c + sign * _step * Math.Sqrt(_center.Length) * d / length, 0, 1))];
        _opposite = Moved(-1);
        return Moved(1);
    }

    private void Restart(double[] center) => (_center, _centerLoss, _opposite, _step, _failures) = (center, double.MaxValue, null, FirstStep, 0);
}

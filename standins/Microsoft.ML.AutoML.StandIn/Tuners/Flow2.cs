using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Randomized direct search (Wu et al., 2021, arXiv:2005.01571): a step in a random direction, then in the opposite one; smaller steps
/// after failures.
/// </summary>
/// <remarks>
/// As in the original, lengths and patience go by the number of top-level keys of the space: in a pipeline that is one, whatever the
/// dimension.
/// </remarks>
internal sealed class Flow2
{
    private const double FirstStep = 0.1;
    private const double SmallestStep = 0.0001;
    private const double Speed = 1.5;
    private readonly SearchSpace.SearchSpace _space;
    private readonly Random _random;
    private double[] _incumbent;
    private double _bestLoss;
    private double[] _tried;
    private double _step;
    private int _patience;

    internal Flow2(SearchSpace.SearchSpace space, Parameter start, double loss, Random random)
    {
        (_space, _random, _bestLoss) = (space, random, loss);
        _incumbent = space.MappingToFeatureSpace(start);
        _step = FirstStep * Math.Sqrt(space.Count);
        _patience = 2 * space.Count;
    }

    internal bool IsConverged => _step < SmallestStep;

    internal Parameter Suggest()
    {
        _patience--;
        var direction = _tried is null ? Direction() : [.. _tried.Select(d => -d)];
        _tried = _tried is null ? direction : null;

        // What leaves the cube is cut off.
        return _space.SampleFromFeatureSpace(
            [.. _incumbent.Zip(direction, (x, d) => x + d).Select(x => x < 0 ? 0 : x > 1 ? 0.99999999 : x)]);
    }

    internal void Learn(Parameter parameter, double loss)
    {
        if (loss < _bestLoss)
        {
            (_bestLoss, _incumbent, _tried) = (loss, _space.MappingToFeatureSpace(parameter), null);
            _patience = 2 * _space.Count;
            _step = Math.Min(_step * Speed, Math.Sqrt(_space.Count));
        }
        else if (_patience == 0)
        {
            _patience = 2;
            _step /= Speed;
        }
    }

    private double[] Direction()
    {
        double[] normal = [.. _incumbent.Select(
            _ => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Sin(2 * Math.PI * _random.NextDouble()))];
        var length = Math.Sqrt(normal.Sum(x => x * x));
        return [.. normal.Select(x => x * _step / length)];
    }
}

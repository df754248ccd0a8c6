namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>The least-squares curve y = c − a·φ(x), a ≥ 0, through accuracies after epoch 1, 2, ..., for one shape φ.</summary>
internal sealed class CurveFit
{
    private readonly Func<double, double> _shape;
    private readonly double _meanShape;
    private readonly double _spread;
    private readonly double _meanAccuracy;
    private readonly double _slope;
    private readonly double _variance;
    private readonly int _count;

    private CurveFit(IReadOnlyList<double> accuracies, Func<double, double> shape, double leastNoise)
    {
        _shape = shape;
        _count = accuracies.Count;
        var shapes = Enumerable.Range(1, _count).Select(epoch => shape(epoch)).ToArray();
        _meanShape = shapes.Average();
        _meanAccuracy = accuracies.Average();
        _spread = shapes.Sum(value => Square(value - _meanShape));
        var common = shapes.Zip(accuracies, (value, accuracy) => (value - _meanShape) * (accuracy - _meanAccuracy)).Sum();
        _slope = Math.Min(0, common / _spread);
        var residuals = shapes.Zip(accuracies, (value, accuracy) => Square(accuracy - Curve(value))).Sum();
        _variance = (residuals / (_count - 2)) + Square(leastNoise);
        LogWeight = -_count / 2.0 * Math.Log(residuals + Square(leastNoise));
    }

    /// <summary>Logarithm of the likelihood of the accuracies, but for a constant.</summary>
    public double LogWeight { get; }

    public static CurveFit Of(IReadOnlyList<double> accuracies, Func<double, double> shape, double leastNoise) =>
        new(accuracies, shape, leastNoise);

    public double MeanAt(int epoch) => Curve(_shape(epoch));

    /// <summary>Standard deviation of a single accuracy around the curve, that of the curve itself included.</summary>
    public double DeviationAt(int epoch) =>
        Math.Sqrt(_variance * (1 + (1.0 / _count) + (Square(_shape(epoch) - _meanShape) / _spread)));

    private double Curve(double value) => _meanAccuracy + (_slope * (value - _meanShape));

    private static double Square(double value) => value * value;
}

using System.Numerics;

namespace Microsoft.ML.Trainers;

/// <summary>The mean cross-entropy of a linear softmax model over rows in memory, with an L2 penalty on the weights.</summary>
internal sealed class SoftmaxRegression
{
    private readonly double[][] _rows;
    private readonly int[] _labels;
    private readonly float[] _importance;
    private readonly double _total;
    private readonly double _l2;

    public SoftmaxRegression(double[][] rows, int[] labels, float[] importance, int classes, int features, double l2)
    {
        _rows = rows;
        _labels = labels;
        _importance = importance;
        _total = importance.Sum(w => (double)w);
        _l2 = l2 / _total;
        Classes = classes;
        Features = features;
    }

    public int Classes { get; }

    public int Features { get; }

    public double Total => _total;

    /// <param name="parameters">One bias for each class, then the weights class by class.</param>
    public double Evaluate(double[] parameters, double[] gradient)
    {
        Array.Clear(gradient);
        var scores = new double[Classes];
        var loss = 0.0;
        for (var r = 0; r < _rows.Length; r++)
        {
            var row = _rows[r];
            var importance = _importance[r] / _total;
            for (var c = 0; c < Classes; c++)
                scores[c] = parameters[c] + Dot(parameters.AsSpan(Classes + c * Features, Features), row);

            var truth = scores[_labels[r]];
            var largest = scores.Max();
            var normalizer = scores.Sum(s => Math.Exp(s - largest));
            loss += importance * (Math.Log(normalizer) + largest - truth);
            for (var c = 0; c < Classes; c++)
            {
                var error = importance * (Math.Exp(scores[c] - largest) / normalizer - (c == _labels[r] ? 1 : 0));
                gradient[c] += error;
                AddTo(gradient.AsSpan(Classes + c * Features, Features), row, error);
            }
        }

        for (var i = Classes; i < parameters.Length; i++)
        {
            loss += _l2 / 2 * parameters[i] * parameters[i];
            gradient[i] += _l2 * parameters[i];
        }

        return loss;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddTo(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(target[i..]) + factor * new Vector<double>(source[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] += factor * source[i];
    }
}

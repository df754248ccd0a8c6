namespace Microsoft.ML.Trainers;

/// <summary>The mean cross-entropy of a linear softmax model over rows in memory, with an L2 penalty on the weights.</summary>
internal sealed class SoftmaxRegression
{
    private readonly float[][] _rows;
    private readonly int[] _labels;
    private readonly float[] _importance;
    private readonly double _total;
    private readonly double _l2;

    public SoftmaxRegression(float[][] rows, int[] labels, float[] importance, int classes, int features, double l2)
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
            {
                var sum = parameters[c];
                var start = Classes + c * Features;
                for (var f = 0; f < row.Length; f++)
                    sum += parameters[start + f] * row[f];
                scores[c] = sum;
            }

            var truth = scores[_labels[r]];
            var largest = scores.Max();
            var normalizer = scores.Sum(s => Math.Exp(s - largest));
            loss += importance * (Math.Log(normalizer) + largest - truth);
            for (var c = 0; c < Classes; c++)
            {
                var error = importance * (Math.Exp(scores[c] - largest) / normalizer - (c == _labels[r] ? 1 : 0));
                gradient[c] += error;
                var start = Classes + c * Features;
                for (var f = 0; f < row.Length; f++)
                    gradient[start + f] += error * row[f];
            }
        }

        for (var i = Classes; i < parameters.Length; i++)
        {
            loss += _l2 / 2 * parameters[i] * parameters[i];
            gradient[i] += _l2 * parameters[i];
        }

        return loss;
    }
}

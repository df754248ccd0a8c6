namespace Microsoft.ML.Data;

/// <summary>What is counted while scored rows pass by.</summary>
internal sealed class MulticlassCounters(int classes)
{
    private const float Smallest = 1e-15f;

    private readonly double[] _rowsOfClass = new double[classes];
    private readonly double[] _lossOfClass = new double[classes];
    private readonly double[] _rowsOfRank = new double[classes + 1];
    private double _loss;
    private double _rows;

    public double[][] Confusion { get; } = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];

    public long UnknownClasses { get; private set; }

    public double MicroAccuracy => _rows > 0 ? _rowsOfRank[0] / _rows : 0;

    public double MacroAccuracy =>
        Enumerable.Range(0, classes).Where(c => _rowsOfClass[c] > 0).Select(c => Confusion[c][c] / _rowsOfClass[c]).DefaultIfEmpty(0).Average();

    public double LogLoss => _rows > 0 ? _loss / _rows : 0;

    public double LogLossReduction
    {
        get
        {
            var prior = -_rowsOfClass.Where(n => n > 0).Sum(n => n * Math.Log(n / _rows)) / _rows;
            return (prior - LogLoss) / prior;
        }
    }

    public double[] PerClassLogLoss => [.. _lossOfClass.Select((loss, c) => _rowsOfClass[c] > 0 ? loss / _rowsOfClass[c] : 0)];

    public double[] TopKAccuracies(int k)
    {
        var accuracies = new double[Math.Min(k, classes + 1)];
        for (var i = 0; i < accuracies.Length; i++)
            accuracies[i] = (i > 0 ? accuracies[i - 1] : 0) + _rowsOfRank[i] / _rows;
        return accuracies;
    }

    /// <summary>The class comes from the scores alone; of equal scores the first wins.</summary>
    public void Add(int label, ReadOnlySpan<float> scores)
    {
        _rows++;
        var known = label < classes;
        var loss = -Math.Log(known ? Math.Min(1, Math.Max(Smallest, scores[label])) : Smallest);
        _loss += loss;
        var truth = known ? scores[label] : 0;
        var rank = 0;
        var assigned = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > truth || (scores[i] == truth && i < label))
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }

        _rowsOfRank[rank]++;
        if (!known)
        {
            UnknownClasses++;
            return;
        }

        _rowsOfClass[label]++;
        _lossOfClass[label] += loss;
        Confusion[label][assigned]++;
    }
}

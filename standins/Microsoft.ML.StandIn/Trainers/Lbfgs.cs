namespace Microsoft.ML.Trainers;

/// <summary>Minimizes a smooth function plus a weighted sum of absolute values (limited memory, orthant-wise for the latter).</summary>
internal sealed class Lbfgs(int historySize, double tolerance, int maximumIterations)
{
    private const double Armijo = 1e-4;
    private const int MaximumHalvings = 40;

    /// <param name="start">Where to begin; holds the minimum found at the end.</param>
    /// <param name="l1">The weight of the absolute value of each coordinate.</param>
    /// <param name="evaluate">The value of the smooth part; fills the gradient.</param>
    /// <param name="onIteration">Called with the number of the iteration and the loss; may throw to stop.</param>
    public void Minimize(double[] start, double[] l1, Func<double[], double[], double> evaluate, Action<int, double> onIteration)
    {
        var x = start;
        var gradient = new double[x.Length];
        var loss = evaluate(x, gradient) + Penalty(x, l1);
        var history = new List<(double[] Step, double[] Change, double Curvature)>();
        for (var iteration = 0; iteration < maximumIterations; iteration++)
        {
            onIteration(iteration, loss);
            var steepest = Steepest(x, gradient, l1);
            var direction = Direction(steepest, history);
            var slope = Dot(direction, steepest);
            if (!(slope > 0))
            {
                history.Clear();
                direction = (double[])steepest.Clone();
                slope = Dot(direction, steepest);
            }

            if (slope <= double.Epsilon)
                return;

            var length = history.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(slope)) : 1.0;
            if (!TrySearch(x, direction, steepest, l1, loss, slope, length, evaluate, out var next, out var nextGradient, out var nextLoss))
                return;

            Remember(history, x, next, gradient, nextGradient);
            var improvement = loss - nextLoss;
            Array.Copy(next, x, x.Length);
            gradient = nextGradient;
            loss = nextLoss;
            if (improvement <= tolerance * Math.Max(1, Math.Abs(loss)))
                return;
        }
    }

    /// <summary>The downhill direction of the whole function, where a coordinate at zero may stay there.</summary>
    private static double[] Steepest(double[] x, double[] gradient, double[] l1)
    {
        var direction = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var g = gradient[i];
            direction[i] = x[i] > 0 ? -(g + l1[i])
                : x[i] < 0 ? -(g - l1[i])
                : g > l1[i] ? -(g - l1[i])
                : g < -l1[i] ? -(g + l1[i])
                : 0;
        }

        return direction;
    }

    private static double[] Direction(double[] steepest, List<(double[] Step, double[] Change, double Curvature)> history)
    {
        var direction = (double[])steepest.Clone();
        if (history.Count == 0)
            return direction;

        var factors = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            factors[i] = Dot(history[i].Step, direction) / history[i].Curvature;
            AddTo(direction, history[i].Change, -factors[i]);
        }

        var (_, change, curvature) = history[^1];
        var scale = curvature / Dot(change, change);
        for (var i = 0; i < direction.Length; i++)
            direction[i] *= scale;
        for (var i = 0; i < history.Count; i++)
            AddTo(direction, history[i].Step, factors[i] - Dot(history[i].Change, direction) / history[i].Curvature);

        // A coordinate may not turn against its downhill side.
        for (var i = 0; i < direction.Length; i++)
        {
            if (direction[i] * steepest[i] <= 0)
                direction[i] = 0;
        }

        return direction;
    }

    private static bool TrySearch(
        double[] x,
        double[] direction,
        double[] steepest,
        double[] l1,
        double loss,
        double slope,
        double length,
        Func<double[], double[], double> evaluate,
        out double[] next,
        out double[] nextGradient,
        out double nextLoss)
    {
        next = new double[x.Length];
        nextGradient = new double[x.Length];
        nextLoss = loss;
        for (var i = 0; i < MaximumHalvings; i++, length /= 2)
        {
            for (var j = 0; j < x.Length; j++)
            {
                var value = x[j] + length * direction[j];
                var orthant = x[j] != 0 ? x[j] : steepest[j];
                next[j] = l1[j] > 0 && value * orthant < 0 ? 0 : value;
            }

            nextLoss = evaluate(next, nextGradient) + Penalty(next, l1);
            if (nextLoss <= loss - Armijo * length * slope)
                return true;
        }

        return false;
    }

    private void Remember(List<(double[] Step, double[] Change, double Curvature)> history, double[] x, double[] next, double[] gradient, double[] nextGradient)
    {
        var step = new double[x.Length];
        var change = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            step[i] = next[i] - x[i];
            change[i] = nextGradient[i] - gradient[i];
        }

        var curvature = Dot(step, change);
        if (curvature <= 1e-12)
            return;

        if (history.Count == historySize)
            history.RemoveAt(0);
        history.Add((step, change, curvature));
    }

    private static double Penalty(double[] x, double[] l1)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += l1[i] * Math.Abs(x[i]);
        return sum;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddTo(double[] target, double[] source, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * source[i];
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

/// <summary>A linear function of features, with an intercept: the one of the least squared errors and squared coefficients.</summary>
/// <remarks>
/// Hoerl and Kennard, "Ridge Regression" (1970), Technometrics 12(1), eq. 2.1, on centred features: (X'X + λI) β = X'y. In double precision
/// without
/// threads, so that the same observations give the same function.
/// </remarks>
internal sealed class RidgeRegression
{
    private readonly double[] _means;
    private readonly double[] _coefficients;
    private readonly double _intercept;

    private RidgeRegression(double[] means, double[] coefficients, double intercept) =>
        (_means, _coefficients, _intercept) = (means, coefficients, intercept);

    /// <summary>Fits the function.</summary>
    /// <param name="features">One array for each observation, at least one; all of one length.</param>
    /// <param name="targets">What is to be predicted of each observation.</param>
    /// <param name="penalty">The weight of the squared coefficients, λ, positive.</param>
    /// <param name="beforeRow">Called before every row of the computation; it may throw.</param>
    public static RidgeRegression Fit(
        IReadOnlyList<float[]> features,
        IReadOnlyList<double> targets,
        double penalty,
        Action? beforeRow = null)
    {
        var count = features[0].Length;
        double[] means = [.. Enumerable.Range(0, count).Select(feature => features.Average(row => (double)row[feature]))];
        var intercept = targets.Average();
        var products = new double[count][];
        var right = new double[count];
        for (var feature = 0; feature < count; feature++)
        {
            beforeRow?.Invoke();
            products[feature] = new double[feature + 1];
            for (var other = 0; other <= feature; other++)
            {
                products[feature][other] = -features.Count * means[feature] * means[other];
            }

            products[feature][feature] += penalty;
        }

        foreach (var (row, target) in features.Zip(targets))
        {
            beforeRow?.Invoke();
            AddProducts(row, target - intercept, products, right);
        }

        return new(means, Cholesky.Solve(products, right, beforeRow), intercept);
    }

    /// <summary>Predicts.</summary>
    public double Predict(float[] features)
    {
        var prediction = _intercept;
        for (var feature = 0; feature < features.Length; feature++)
        {
            prediction += (features[feature] - _means[feature]) * _coefficients[feature];
        }

        return prediction;
    }

    // Most features are 0. The means need not be subtracted on the right: centred targets add up to 0.
    private static void AddProducts(float[] row, double target, double[][] products, double[] right)
    {
        int[] present = [.. Enumerable.Range(0, row.Length).Where(feature => row[feature] != 0)];
        for (var one = 0; one < present.Length; one++)
        {
            right[present[one]] += row[present[one]] * target;
            for (var other = 0; other <= one; other++)
            {
                products[present[one]][present[other]] += (double)row[present[one]] * row[present[other]];
            }
        }
    }
}

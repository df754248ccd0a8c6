using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Extrapolates accuracy over epochs.</summary>
/// <remarks>
/// <para>Domhan et al. (IJCAI 2015), section 3: a weighted combination of parametric families of saturating curves. The families here are
/// pow3,
/// y = c − a·x^(−α), and exp3, y = c − a·e^(−αx). Both are linear in c and a for a given α; so the posterior over the parameters, which the
/// paper
/// samples by Markov chains, is summed over a grid of α: for each the least-squares c and a, weighted by the likelihood with the
/// noise σ² estimated from its own residuals, (RSS + σ₀²)^(−n/2).</para>
/// <para>Curves may only rise (a ≥ 0). The prediction at an epoch is the mixture of the grid's normal predictive distributions.</para>
/// </remarks>
internal sealed class LearningCurve
{
    /// <summary>The fewest epochs that a curve can be fitted to.</summary>
    public const int FewestEpochs = 4;

    // Accuracies are not known better than this: without it a curve through all points would be certain.
    private const double LeastNoise = 1e-3;

    private static readonly ImmutableArray<Func<double, double>> Shapes =
    [
        .. Grid(0.1, 3, 40).Select(alpha => (Func<double, double>)(epoch => Math.Pow(epoch, -alpha))),
        .. Grid(0.005, 2, 40).Select(alpha => (Func<double, double>)(epoch => Math.Exp(-alpha * epoch))),
    ];

    private readonly ImmutableArray<CurveFit> _fits;

    /// <summary>Fits the curves.</summary>
    /// <param name="accuracies">Accuracy after epoch 1, 2, ..., each 0 to 1; at least <see cref="FewestEpochs"/>.</param>
    /// <exception cref="ArgumentException">There are too few, or one is not a finite number.</exception>
    public LearningCurve(IReadOnlyList<double> accuracies)
    {
        ArgumentNullException.ThrowIfNull(accuracies);
        if (accuracies.Count < FewestEpochs || !accuracies.All(double.IsFinite))
        {
            throw new ArgumentException(
                $"A curve of at least {FewestEpochs} finite accuracies is needed; found {accuracies.Count} numbers.",
                nameof(accuracies));
        }

        _fits = [.. Shapes.Select(shape => CurveFit.Of(accuracies, shape, LeastNoise))];
    }

    /// <summary>The accuracy to be expected.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <returns>The mean of the predictive distribution, 0 to 1.</returns>
    public double At(int epoch) => Math.Clamp(Mixture(fit => fit.MeanAt(epoch)), 0, 1);

    /// <summary>How probable it is that the accuracy will be higher than another.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="accuracy">The other accuracy.</param>
    /// <returns>A probability.</returns>
    public double ProbabilityAbove(int epoch, double accuracy) =>
        Mixture(fit => Normal.Cumulative((fit.MeanAt(epoch) - accuracy) / fit.DeviationAt(epoch)));

    private double Mixture(Func<CurveFit, double> value)
    {
        var largest = _fits.Max(fit => fit.LogWeight);
        var weights = _fits.Select(fit => Math.Exp(fit.LogWeight - largest)).ToArray();
        return _fits.Zip(weights, (fit, weight) => weight * value(fit)).Sum() / weights.Sum();
    }

    private static IEnumerable<double> Grid(double least, double most, int count) =>
        Enumerable.Range(0, count).Select(index => least * Math.Pow(most / least, (double)index / (count - 1)));
}

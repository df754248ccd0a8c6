using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tuning;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML;

/// <summary>The architecture that a trial of AutoML trained.</summary>
public static class TrialResultExtensions
{
    /// <summary>The architecture that a trial trained.</summary>
    /// <param name="trial">A trial of a sweep of architectures, or one whose model ends with a network of this library.</param>
    /// <returns>The architecture.</returns>
    /// <exception cref="ArgumentNullException">There is no trial.</exception>
    /// <exception cref="ArgumentException">The trial trained something else.</exception>
    public static Architecture Architecture(this TrialResult trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial switch
        {
            ArchitectureTrialResult own => own.Evaluated.Candidate.Architecture,
            { Model: { } model } when Networks(model).LastOrDefault() is { } network => network.Architecture,
            _ => throw new ArgumentException("The trial trained no neural architecture.", nameof(trial)),
        };
    }

    /// <summary>
    /// Trains the best architectures of a sweep again, for longer or larger, and says how well the sweep had ranked them.
    /// </summary>
    /// <param name="best">The result of the experiment.</param>
    /// <param name="context">The context to work in.</param>
    /// <param name="split">The images to train and to measure on.</param>
    /// <param name="count">How many architectures, at least 1; the best that were tried.</param>
    /// <param name="options">How to train them.</param>
    /// <param name="cancellation">Cancels at the next mini-batch.</param>
    /// <returns>The architectures, the best one first, with Kendall's τ between the scores of the sweep and the new ones.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="ArgumentException">
    /// The trial was not part of a sweep of architectures, the images cannot be learned from, or the options ask for inherited weights,
    /// early
    /// termination or a <see cref="TrainedEvaluatorOptions.ValidationFraction"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static CandidateRanking RetrainBest(
        this TrialResult best, MLContext context, TrainTestData split, int count, TrainedEvaluatorOptions options,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(best);
        ArgumentNullException.ThrowIfNull(context);
        ArchitectureSweep.Check(options);
        if (best is not ArchitectureTrialResult own)
        {
            throw new ArgumentException("The trial was not part of a sweep of architectures.", nameof(best));
        }

        using var evaluator = new SplitEvaluator(context, own, split, options);
        return CandidateRanking.OfBest(own.Sweep.Candidates, count, evaluator, cancellation);
    }

    private static IEnumerable<CellNetworkTransformer> Networks(ITransformer model) => model switch
    {
        CellNetworkTransformer network => [network],
        IEnumerable<ITransformer> chain => chain.SelectMany(Networks),
        _ => [],
    };
}

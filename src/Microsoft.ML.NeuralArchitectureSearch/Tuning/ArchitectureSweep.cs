using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>A search for an architecture within an experiment of AutoML: what its trials have in common, and what became of them.</summary>
public sealed class ArchitectureSweep
{
    private readonly Lock _gate = new();
    private ImmutableArray<EvaluatedCandidate> _candidates = [];

    internal ArchitectureSweep(ISearchSpace space, TrainedEvaluatorOptions options, CellNetworkTrainerOptions columns)
    {
        Space = space;
        Options = options;
        Columns = columns;
    }

    /// <summary>The architectures that are searched.</summary>
    public ISearchSpace Space { get; }

    /// <summary>
    /// Every architecture that was tried so far, in order, also those that failed; the score is the metric, or minus the metric where less
    /// is better.
    /// </summary>
    public ImmutableArray<EvaluatedCandidate> Candidates
    {
        get
        {
            lock (_gate)
            {
                return _candidates;
            }
        }
    }

    /// <summary>How each of them is trained.</summary>
    internal TrainedEvaluatorOptions Options { get; }

    /// <summary>The columns, and the size of the images.</summary>
    internal CellNetworkTrainerOptions Columns { get; }

    /// <summary>Refuses settings that no trial can honour.</summary>
    /// <exception cref="ArgumentNullException">There are no options.</exception>
    /// <exception cref="ArgumentException">
    /// A setting needs one evaluator for all candidates, or chooses the images held out, which the caller has chosen.
    /// </exception>
    internal static void Check(TrainedEvaluatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ParentsKept > 0 || options.EarlyTermination is not null)
        {
            throw new ArgumentException(
                $"Every trial of a sweep stands for itself: {nameof(options.ParentsKept)} is 0 and {nameof(options.EarlyTermination)} is "
                + "not set.", nameof(options));
        }

        if (options.ValidationFraction != new TrainedEvaluatorOptions().ValidationFraction)
        {
            throw new ArgumentException(
                $"The images held out are given: {nameof(options.ValidationFraction)} cannot be {options.ValidationFraction}; it keeps "
                + "its default.", nameof(options));
        }
    }

    /// <summary>Remembers what became of a candidate.</summary>
    internal void Add(EvaluatedCandidate evaluated)
    {
        lock (_gate)
        {
            _candidates = _candidates.Add(evaluated);
        }
    }

    /// <summary>Trains the network of a candidate and measures it on other images.</summary>
    /// <returns>The model, and its metric.</returns>
    /// <exception cref="ArgumentException">The images cannot be learned from, or the network cannot read them.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    internal (CellNetworkTransformer Model, double Metric) Train(
        MLContext context, Candidate candidate, ArchitectureTrial trial, TrainedEvaluatorOptions options)
    {
        var trainer = context.MulticlassClassification.Trainers.ArchitectureNetwork(Space, candidate.Architecture, Columns with
        {
            Network = options.Network,
            Training = options.TrainingOf(candidate),
            CancellationToken = trial.Cancellation,
        });
        var model = trainer.Fit(PartOf(trial.Training, context, options.DataFraction));
        try
        {
            return (model, trial.Metric.Evaluate(context, model.Transform(trial.Validation, trial.Cancellation)));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static IDataView PartOf(IDataView images, MLContext context, double fraction) =>
        fraction < 1 ? context.Data.TrainTestSplit(images, testFraction: 1 - fraction, seed: 0).TrainSet : images;
}

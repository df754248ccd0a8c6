using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;

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

    /// <summary>Every architecture that was tried so far, in order, also those that failed; the score is the metric, or minus the metric where less is better.</summary>
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
            Network = new CellNetworkOptions { Channels = options.Channels, Cells = options.Cells },
            Training = TrainingOf(candidate, options),
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

    private static TrainingOptions TrainingOf(Candidate candidate, TrainedEvaluatorOptions options) => new()
    {
        Epochs = candidate.Epochs ?? options.Epochs,
        BatchSize = options.BatchSize,
        LearningRate = options.LearningRate,
        WeightDecay = options.WeightDecay,
        DropPathProbability = 0,
        Augmentation = options.Augmentation,
    };

    private static IDataView PartOf(IDataView images, MLContext context, double fraction) =>
        fraction < 1 ? context.Data.TrainTestSplit(images, testFraction: 1 - fraction, seed: 0).TrainSet : images;
}

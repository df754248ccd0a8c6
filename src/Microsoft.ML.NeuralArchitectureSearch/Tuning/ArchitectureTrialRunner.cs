using System.Collections.Immutable;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>Builds the network of the architecture that a trial's parameter holds, trains and scores it.</summary>
/// <param name="context">The context that the trial works in.</param>
/// <param name="data">The experiment's data.</param>
/// <param name="metric">The experiment's metric.</param>
/// <param name="sweep">What the trials have in common.</param>
/// <param name="stop">The cancellation and the time limit of the experiment.</param>
internal sealed class ArchitectureTrialRunner(
    MLContext context, IDatasetManager data, IEvaluateMetricManager metric, ArchitectureSweep sweep, ExperimentStop stop) : ITrialRunner
{
    // The training is hours of computing: not on the thread of whoever awaits the experiment.
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct) =>
        Task.Run<TrialResult>(() => Run(settings, ct), CancellationToken.None);

    public void Dispose()
    {
    }

    private ArchitectureTrialResult Run(TrialSettings settings, CancellationToken trial)
    {
        using var cancellation = stop.Link(trial);
        cancellation.Token.ThrowIfCancellationRequested();
        var begin = TimeProvider.System.GetTimestamp();
        var candidate = CandidateParameter.Read(settings.Parameter, sweep.Space);
        try
        {
            var (model, value) = Train(candidate, settings, cancellation.Token);
            var duration = TimeProvider.System.GetElapsedTime(begin);
            var loss = metric.IsMaximize ? -value : value;
            var evaluated = new EvaluatedCandidate(candidate, new EvaluationResult(-loss) { Costs = CostsOf(model), Duration = duration });
            sweep.Add(evaluated);
            return new ArchitectureTrialResult(evaluated, metric, sweep)
            {
                TrialSettings = settings,
                Model = model,
                Metric = value,
                Loss = loss,
                DurationInMilliseconds = duration.TotalMilliseconds,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException && cancellation.IsCancellationRequested)
        {
            // ML.NET may wrap what ends a cursor.
            throw new OperationCanceledException("The trial was cancelled.", exception, cancellation.Token);
        }
        catch (Exception exception) when (CandidateFailedException.IsFaultOfCandidate(exception))
        {
            throw Failed(candidate, settings, exception);
        }
    }

    private CandidateFailedException Failed(Candidate candidate, TrialSettings settings, Exception exception)
    {
        sweep.Add(new(candidate, EvaluationResult.Failed($"{exception.GetType().Name}: {exception.Message}")));
        return CandidateFailedException.Logged(context, $"Trial {settings.TrialId}", candidate.Architecture, exception);
    }

    // Of several folds the mean is measured and the first one's model handed over, as AutoML does.
    private (CellNetworkTransformer Model, double Metric) Train(Candidate candidate, TrialSettings settings, CancellationToken cancellation)
    {
        var values = new List<double>();
        CellNetworkTransformer? first = null;
        foreach (var (training, validation) in Splits(settings))
        {
            var (model, value) = sweep.Train(context, candidate, new(training, validation, metric, cancellation), sweep.Options);
            values.Add(value);
            if (first is null)
            {
                first = model;
            }
            else
            {
                model.Dispose();
            }
        }

        var mean = values.Average();
        return double.IsFinite(mean) ? (first!, mean) : throw new InvalidOperationException($"The metric {metric.MetricName} is {mean}.");
    }

    private IEnumerable<(IDataView Training, IDataView Validation)> Splits(TrialSettings settings) => data switch
    {
        ICrossValidateDatasetManager folds => context.Data
            .CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName)
            .Select(fold => (fold.TrainSet, fold.TestSet)),
        ITrainValidateDatasetManager split => [(split.LoadTrainDataset(context, settings), split.LoadValidateDataset(context, settings))],
        _ => throw new InvalidOperationException(
            $"The experiment's data are neither a split nor folds; {nameof(AutoMLExperimentExtension.SetDataset)} sets them."),
    };

    private static ImmutableSortedDictionary<string, double> CostsOf(CellNetworkTransformer model) =>
        ImmutableSortedDictionary<string, double>.Empty
            .Add(CostNames.Parameters, model.ParameterCount)
            .Add(CostNames.Epochs, model.TrainingHistory.Length);
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Trains every candidate from its own first weights; the score is its accuracy, 0 to 1, on images held out once for all.
/// </summary>
/// <remarks>
/// <para>Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), arXiv:1611.01578. Fewer epochs, images, channels and
/// cells than in
/// the final training make it affordable.</para>
/// <para>The first weights and the order of the images come from the task's seed and the architecture, so that a candidate has the same
/// score whenever
/// it is evaluated; unless weights are inherited or trainings are given up. A loss that is no longer finite is a failed result.</para>
/// </remarks>
internal sealed partial class TrainedEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly TrainedEvaluatorOptions _options;
    private readonly CandidateNetworks _networks;
    private readonly LabelledData _training;
    private readonly LabelledData _validation;
    private readonly InheritedWeights _parents;
    private double? _best;

    /// <summary>Holds out images for validation.</summary>
    /// <param name="task">The space, the images, the device and the seed; who may cancel. Its images are copied.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks, or there are too few images.</exception>
    public TrainedEvaluator(SearchTask task, TrainedEvaluatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = new RunScope();
        _networks = new CandidateNetworks(task, options.Channels, options.Cells);
        options.Augmentation.CheckFits(_networks.Shape);
        (_task, _options) = (task, options);
        _parents = new InheritedWeights(options.ParentsKept);
        (_training, _validation) = HeldOutData.Deal(task, options.ValidationFraction, options.DataFraction);
    }

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _networks.ThrowIfCancelled(cancellation);
        var graph = _networks.Describe(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var seed = new TorchSeed(_networks.SeedOf(candidate.Architecture));
        using var network = new GraphNetwork(graph).to(_task.Device);
        _parents.Give(candidate.Parent, network);
        EvaluationResult result;
        try
        {
            var (accuracy, epochs) = Train(network, candidate, cancellation);
            result = new EvaluationResult(accuracy) { Costs = CandidateNetworks.CostsOf(graph).Add(CostNames.Epochs, epochs) };
            _parents.Keep(candidate.Architecture, network);
        }
        catch (DivergedException exception)
        {
            result = EvaluationResult.Failed(exception.Message) with { Costs = CandidateNetworks.CostsOf(graph) };
        }

        return result with { Duration = _task.Clock.GetElapsedTime(begin) };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(TrainedEvaluator)} of {_options}";

    /// <inheritdoc />
    public void Dispose()
    {
        _training.Dispose();
        _validation.Dispose();
        _parents.Dispose();
    }

    private (double Accuracy, int Epochs) Train(GraphNetwork network, Candidate candidate, CancellationToken cancellation)
    {
        var plan = _options.TrainingOf(candidate).ScaledTo(_networks.Shape, _training.Count);
        var watch = new TerminationWatch(_options.EarlyTermination, plan.Epochs!.Value, _best);
        var context = _task.Context with
        {
            Seed = _networks.SeedOf(candidate.Architecture),
            Progress = watch,
            Cancellation = cancellation,
            IsCancelled = () => watch.Expected is not null || _task.Cancellation.IsCancellationRequested
                || _task.IsCancelled?.Invoke() == true,
        };
        var outcome = NetworkTrainer.Run(network, _training, _options.EarlyTermination is null ? null : _validation, plan, context);
        if (watch.Expected is { } expected)
        {
            return (expected, outcome.History.Length);
        }

        if (outcome.Outcome == SearchOutcome.Cancelled)
        {
            _networks.ThrowIfCancelled(cancellation);
            throw new OperationCanceledException("The evaluation was cancelled.", cancellation);
        }

        var accuracy = outcome.History[^1] is { ValidationAccuracy: { } measured, ValidationLoss: { } loss } && double.IsFinite(loss)
            ? measured
            : NetworkMeasurement.Run(network, _validation, plan.BatchSize!.Value, () => _networks.ThrowIfCancelled(cancellation))
                .FiniteAccuracy();
        _best = Math.Max(accuracy, _best ?? accuracy);
        return (accuracy, outcome.History.Length);
    }
}

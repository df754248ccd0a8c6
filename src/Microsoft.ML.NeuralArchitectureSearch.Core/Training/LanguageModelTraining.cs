using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>One training of a language model, from its first segment to its last.</summary>
internal sealed partial class LanguageModelTraining : IDisposable
{
    private readonly RecurrentLanguageModel _model;
    private readonly LanguageModelTrainingOptions _options;
    private readonly ReplayableRandom _random;
    private readonly Tensor _training;
    private readonly Tensor? _validation;
    private readonly WeightOptimizer _optimizer;
    private readonly BestWeights _best;
    private readonly AveragingTrigger _trigger;
    private readonly PhaseMonitor _monitor;
    private readonly TrainingContext _context;
    private readonly LanguageModelKernels? _kernels;
    private AveragedWeights? _average;
    private bool _hasStepped;

    /// <param name="model">The model.</param>
    /// <param name="training">The text.</param>
    /// <param name="validation">The text held out, if there is one.</param>
    /// <param name="options">How to train, all sizes set.</param>
    /// <param name="context">Where, for whom and with which seed.</param>
    public LanguageModelTraining(
        RecurrentLanguageModel model, TokenSequence training, TokenSequence? validation, LanguageModelTrainingOptions options,
        TrainingContext context)
    {
        (_model, _options, _context) = (model, options, context);
        _random = new ReplayableRandom(context.Seed);
        _training = Lay(training, options.BatchSize!.Value, context.Device);
        _validation = validation is null
            ? null
            : Lay(validation, (int)Math.Min(LanguageModelMeasurement.Texts, validation.Count / 2), context.Device);
        Parameter[] weights = [.. model.parameters()];
        _optimizer = new WeightOptimizer(weights, options.Optimizer);
        _best = new BestWeights(weights);
        _trigger = new AveragingTrigger(options.AveragingPatience);
        var steps = TextSegments.Fixed(_training.shape[0], options.SequenceLength).Count;
        _kernels = LanguageModelKernels.TryUse(model, options.KernelThreads ?? 0);
        var plan = new PhasePlan(SearchPhase.Training, Epochs, steps, model.ParameterCount, options.TimeBudget)
        {
            KernelShare = _kernels is null ? 0 : 1
        };
        _monitor = new PhaseMonitor(plan, context);
    }

    private int Epochs => _options.Epochs!.Value;

    public TrainingResult Run()
    {
        var outcome = EpochCheckpoint.Run(Epochs, OpenCheckpoint(), _monitor, this, RunEpoch);

        _best.Restore();
        _model.eval();
        Check(outcome);
        return new TrainingResult(_monitor.History, outcome, _monitor.End(outcome));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _kernels?.Dispose();
        _optimizer.Dispose();
        _average?.Dispose();
        _best.Dispose();
        _training.Dispose();
        _validation?.Dispose();
    }

    private static Tensor Lay(TokenSequence text, int pieces, Device device)
    {
        using var scope = NewDisposeScope();
        return text.SideBySide(pieces).to(device).DetachFromDisposeScope();
    }

    private SearchOutcome RunEpoch(int epoch)
    {
        _monitor.EpochBegins();
        _model.train();
        using var scope = NewDisposeScope();
        var figures = new RunningFigures();
        var state = _model.InitialState(_training.shape[1]);
        var segments = Segments();
        for (var step = 0; step < segments.Count; step++)
        {
            if (_monitor.Interruption() is { } interruption)
            {
                return interruption;
            }

            var before = state;
            (var batch, state) = Step(segments[step], before);
            before.Dispose();
            figures.Add(batch);
            _hasStepped = true;
            _monitor.StepDone(epoch, step + 1, figures, segments.Count);
        }

        var (validation, ended) = _monitor.Measure(Measure);
        if (ended is not null)
        {
            return ended.Value;
        }

        _monitor.EpochDone(epoch, figures, validation);
        return SearchOutcome.Completed;
    }

    private (BatchFigures Figures, Tensor State) Step(TextSegment segment, Tensor state)
    {
        using var scope = NewDisposeScope();
        var (tokens, targets) = segment.Of(_training);
        var reading = _model.Loss(tokens, targets, state);
        var figures = BatchFigures.Of(reading, targets.shape[0]);
        if (!double.IsFinite(figures.Loss))
        {
            throw Diverged($"The training loss became {figures.Loss}.");
        }

        var loss = LanguageModelLoss.Regularized(
            reading.CrossEntropy,
            reading.Hidden,
            reading.Dropped,
            _options.ActivationRegularization,
            _options.TemporalActivationRegularization);
        _optimizer.Step(loss, _options.LearningRate * segment.Length / _options.SequenceLength);
        _average?.Add();
        return (figures, reading.State.detach().MoveToOuterDisposeScope());
    }

    private void Check(SearchOutcome outcome)
    {
        if (outcome == SearchOutcome.OutOfTime && !_hasStepped && _monitor.History.IsEmpty)
        {
            throw new TimeoutException(
                $"The time budget of {_options.TimeBudget} was used up before the first step of the training: the network is untrained.");
        }

        using var scope = NewDisposeScope();
        if (outcome != SearchOutcome.Cancelled && !_optimizer.Weights.All(weight => weight.isfinite().all().item<bool>()))
        {
            throw Diverged("After the last step there are weights that are not finite.");
        }
    }

    private DivergedException Diverged(string what) => new(
        $"{what} A smaller learning rate than {_options.LearningRate} or a smaller clipping norm than {_options.GradientClipping} helps.");

    private RunningFigures Measure(Action beforeSegment)
    {
        if (_validation is null)
        {
            return new();
        }

        var figures = MeasureAverage(_validation, beforeSegment);
        if (_average is null && _trigger.IsPulledBy(figures.Loss))
        {
            _average = new AveragedWeights(_optimizer.Weights);
        }

        return figures;
    }

    // The average, once there is one, in place of the weights.
    private RunningFigures MeasureAverage(Tensor validation, Action beforeSegment)
    {
        _average?.Exchange();
        try
        {
            var figures = LanguageModelMeasurement.Run(_model, validation, beforeSegment);
            _best.Offer(figures.Loss);
            return figures;
        }
        finally
        {
            _average?.Exchange();
        }
    }

    private IReadOnlyList<TextSegment> Segments() => _options.VariesSequenceLength
        ? TextSegments.Varied(_training.shape[0], _options.SequenceLength, _random)
        : TextSegments.Fixed(_training.shape[0], _options.SequenceLength);
}

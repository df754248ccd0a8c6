using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>One training of a network, from its first mini-batch to its last.</summary>
internal sealed partial class NetworkTraining : IDisposable
{
    private readonly GraphNetwork _network;
    private readonly IKernelNetwork? _fused;
    private readonly RecurrentCellKernels? _recurrent;
    private readonly TrainingOptions _options;
    private readonly ReplayableRandom _random;
    private readonly LabelledData _training;
    private readonly LabelledData? _validation;
    private readonly WeightOptimizer _optimizer;
    private readonly PhaseMonitor _monitor;
    private readonly TrainingContext _context;
    private bool _hasStepped;

    /// <param name="network">The network.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How to train, all sizes set.</param>
    /// <param name="context">Where, for whom and with which seed.</param>
    /// <param name="heldOut">
    /// Images to measure every epoch on; <see langword="null"/> to hold out a part of the images, as the options say.
    /// </param>
    public NetworkTraining(
        GraphNetwork network,
        LabelledData data,
        TrainingOptions options,
        TrainingContext context,
        LabelledData? heldOut = null)
    {
        _network = network;
        (_options, _context) = (options, context);
        _random = new ReplayableRandom(context.Seed);
        (_training, _validation) = heldOut is null ? Deal(data, context.Device) : (data.To(context.Device), heldOut.To(context.Device));

        _fused = KernelEngine.TryCompile(network, options.KernelThreads ?? 0);
        _recurrent = RecurrentCellKernels.TryUse(network, options.KernelThreads ?? 0);
        IReadOnlyList<Parameter> weights = _fused?.Weights ?? [.. network.parameters()];
        _optimizer = new WeightOptimizer(weights, options.Optimizer);
        var plan = new PhasePlan(
            SearchPhase.Training, Epochs, _training.BatchCount(BatchSize), weights.Sum(weight => weight.numel()), options.TimeBudget)
        {
            KernelShare = _fused?.KernelShare ?? (_recurrent is null ? 0 : 1),
        };
        _monitor = new PhaseMonitor(plan, context);
    }

    private int Epochs => _options.Epochs!.Value;

    private int BatchSize => _options.BatchSize!.Value;

    public TrainingResult Run()
    {
        var schedule = new CosineSchedule(_options.LearningRate, Minimum: 0, Epochs);
        var outcome = EpochCheckpoint.Run(Epochs, OpenCheckpoint(), _monitor, this, epoch =>
        {
            _network.DropPathProbability = _options.DropPathProbability * (epoch - 1) / Math.Max(1, Epochs - 1);
            return RunEpoch(epoch, schedule.At(epoch));
        });

        _network.DropPathProbability = 0;
        _network.eval();
        Check(outcome);
        return new TrainingResult(_monitor.History, outcome, _monitor.End(outcome));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _optimizer.Dispose();
        _fused?.Dispose();
        _recurrent?.Dispose();
        _training.Dispose();
        _validation?.Dispose();
    }

    private SearchOutcome RunEpoch(int epoch, double learningRate)
    {
        _monitor.EpochBegins();
        _network.train();
        var figures = new RunningFigures();
        var step = 0;
        foreach (var batch in _training.Shuffle(BatchSize, _random))
        {
            if (_monitor.Interruption() is { } interruption)
            {
                return interruption;
            }

            figures.Add(Step(batch, learningRate));
            _hasStepped = true;
            _monitor.StepDone(epoch, ++step, figures);
        }

        var (validation, ended) = _monitor.Measure(Measure);
        if (ended is not null)
        {
            return ended.Value;
        }

        _monitor.EpochDone(epoch, figures, validation);
        return SearchOutcome.Completed;
    }

    private RunningFigures Measure(Action beforeBatch) =>
        _validation is null ? new() : NetworkMeasurement.Run(_network, _validation, BatchSize, beforeBatch, _fused);

    // The loss of a step is that of the weights before it: what the last step led to shows in another pass.
    private void Check(SearchOutcome outcome)
    {
        if (outcome == SearchOutcome.OutOfTime && !_hasStepped && _monitor.History.IsEmpty)
        {
            throw new TimeoutException(
                $"The time budget of {_options.TimeBudget} was used up before the first step of the training: the network is untrained.");
        }

        if (outcome == SearchOutcome.Cancelled)
        {
            return;
        }

        var loss = NetworkMeasurement.Run(_network, _training, _training.InOrder(BatchSize).Take(1), fused: _fused).Loss;
        if (!double.IsFinite(loss))
        {
            throw Diverged($"After the last step the loss is {loss}.");
        }
    }

    private DivergedException Diverged(string what) => new(
        $"{what} A smaller learning rate than {_options.LearningRate} or a smaller clipping norm"
        + $" than {_options.GradientClipping} helps; so does looking for inputs whose values are not finite.");

    private BatchFigures Step(long[] batch, double learningRate)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = _training.Gather(batch);
        images = Augmentation.Apply(_options.Augmentation!, images, _random);
        var (logits, auxiliary) = _fused?.Forward(images) ?? _network.ForwardWithAuxiliary(images);
        var loss = functional.cross_entropy(logits, labels);
        var figures = BatchFigures.Of(loss, logits, labels);
        if (!double.IsFinite(figures.Loss))
        {
            throw Diverged($"The training loss became {figures.Loss}.");
        }

        if (auxiliary is not null)
        {
            loss = loss.Add(functional.cross_entropy(auxiliary, labels).Mul(_options.AuxiliaryWeight));
        }

        _optimizer.Step(loss, learningRate);
        return figures;
    }

    private (LabelledData Training, LabelledData? Validation) Deal(LabelledData data, Device device)
    {
        using var there = data.To(device);
        if (_options.ValidationFraction == 0)
        {
            return (there.To(device), null);
        }

        return there.Share(1 - _options.ValidationFraction, _random);
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One search for a recurrent cell, from its first segment to its last.</summary>
internal sealed class RecurrentDartsSearch : IDisposable
{
    private readonly SearchTask _task;
    private readonly RecurrentDartsOptions _options;
    private readonly Random _random;
    private readonly CarriedText _training;
    private readonly CarriedText _validation;
    private readonly RecurrentSupernet _network;
    private readonly LanguageModelKernels? _kernels;
    private readonly RecurrentArchitectureParameters _architecture;
    private readonly WeightOptimizer _optimizer;
    private readonly Architect _architect;
    private readonly PhaseMonitor _monitor;

    /// <param name="task">What to search on.</param>
    /// <param name="space">The task's space.</param>
    /// <param name="text">The task's text.</param>
    /// <param name="options">How to search, all sizes set.</param>
    public RecurrentDartsSearch(SearchTask task, RecurrentCellSpace space, TokenSequence text, RecurrentDartsOptions options)
    {
        (_task, _options) = (task, options);
        _random = new Random(task.Seed);

        // Made on the CPU and then moved: the same draws on every device. Moving replaces the weights, so they are collected after it.
        _network = new RecurrentSupernet(space, options.Model, text.VocabularySize).to(task.Device);
        _architecture = new RecurrentArchitectureParameters(space, ScalarType.Float32, task.Device);
        _kernels = _network.TryUseKernels(options.Architect.IsTwiceDifferentiated ? 0 : options.KernelThreads!.Value);
        Parameter[] weights = [.. _network.parameters()];
        var batchSize = options.BatchSize!.Value;
        var (training, validation) = text.Split(1 - options.ValidationFraction);
        using (training)
        using (validation)
        {
            _training = new CarriedText(training, batchSize, _network.InitialState(batchSize));
            _validation = new CarriedText(validation, batchSize, _network.InitialState(batchSize));
        }

        _optimizer = new WeightOptimizer(weights, new WeightOptimizerOptions(Momentum: 0, options.WeightDecay, options.GradientClipping));
        _architect = new Architect([_architecture.Values], options.Architect);
        var steps = TextSegments.Fixed(_training.Rows, options.SequenceLength).Count;
        _monitor = new PhaseMonitor(
            new PhasePlan(SearchPhase.Search, Epochs, steps, _network.ParameterCount, task.TimeBudget) { UsesKernels = _kernels is not null }, task.Context);
    }

    private int Epochs => _options.Epochs!.Value;

    public NeuralArchitectureSearchResult Run()
    {
        var outcome = SearchOutcome.Completed;
        _network.train();
        for (var epoch = 1; epoch <= Epochs && outcome == SearchOutcome.Completed; epoch++)
        {
            outcome = RunEpoch(epoch);
        }

        return new NeuralArchitectureSearchResult
        {
            Architecture = _architecture.Discretize(),
            History = _monitor.History,
            Outcome = outcome,
            Duration = _monitor.End(outcome),
            Seed = _task.Seed,
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _architect.Dispose();
        _optimizer.Dispose();
        _architecture.Dispose();
        _kernels?.Dispose();
        _network.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    private SearchOutcome RunEpoch(int epoch)
    {
        _monitor.EpochBegins();
        _training.Rewind();
        var training = new RunningFigures();
        var validation = new RunningFigures();
        var segments = _options.VariesSequenceLength
            ? TextSegments.Varied(_training.Rows, _options.SequenceLength, _random)
            : TextSegments.Fixed(_training.Rows, _options.SequenceLength);
        for (var step = 1; step <= segments.Count; step++)
        {
            if (_monitor.Interruption() is { } interruption)
            {
                return interruption;
            }

            Step(segments[step - 1].Length, training, validation);
            _monitor.StepDone(epoch, step, training, segments.Count);
        }

        _monitor.EpochDone(epoch, training, validation);
        _monitor.GenotypeDerived(epoch, _architecture.Discretize());
        return SearchOutcome.Completed;
    }

    private void Step(long length, RunningFigures training, RunningFigures validation)
    {
        using var scope = NewDisposeScope();
        var learningRate = _options.LearningRate * length / _options.SequenceLength;
        var (seen, heldOut) = (_training.Next(length), _validation.Next(length));
        var problem = new TextProblem
        {
            Network = _network,
            Weights = _optimizer.Weights,
            Alphas = [_architecture.Values],
            Training = seen,
            Validation = heldOut,
            Unrolled = new UnrolledStep(learningRate, 0, _options.WeightDecay, []) { Clip = new(_options.GradientClipping) },
            TemporalRegularization = _options.TemporalActivationRegularization,
            Seed = _random.Next(),
            Read = (piece, state) => (ReferenceEquals(piece, seen) ? _training : _validation).Keep(state),
        };
        validation.Add(Finite(_architect.Step(problem), "validation"));

        var loss = problem.TrainingLoss();
        training.Add(Finite(loss.Figures, "training"));
        _optimizer.Step(loss.Loss, learningRate);
    }

    private BatchFigures Finite(BatchFigures figures, string part) => double.IsFinite(figures.Loss)
        ? figures
        : throw new SearchFailedException(
            $"The {part} loss became {figures.Loss}. A smaller learning rate than {_options.LearningRate} or a smaller clipping norm than"
            + $" {_options.GradientClipping} helps.",
            _architecture.Discretize(),
            _monitor.History);
}

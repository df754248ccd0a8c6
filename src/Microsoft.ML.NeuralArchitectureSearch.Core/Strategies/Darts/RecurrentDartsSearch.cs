using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One search for a recurrent cell, from its first segment to its last.</summary>
internal sealed partial class RecurrentDartsSearch : IDisposable
{
    private readonly SearchTask _task;
    private readonly RecurrentDartsOptions _options;
    private readonly ReplayableRandom _random;
    private readonly CarriedText _training;
    private readonly CarriedText _validation;
    private readonly RecurrentSupernet _network;
    private readonly LanguageModelKernels? _kernels;
    private readonly RecurrentArchitectureParameters _architecture;
    private readonly WeightOptimizer _optimizer;
    private readonly Architect _architect;
    private readonly BilevelSearch _search;

    /// <param name="task">What to search on.</param>
    /// <param name="space">The task's space.</param>
    /// <param name="text">The task's text.</param>
    /// <param name="options">How to search, all sizes set.</param>
    public RecurrentDartsSearch(SearchTask task, RecurrentCellSpace space, TokenSequence text, RecurrentDartsOptions options)
    {
        (_task, _options) = (task, options);
        _random = new ReplayableRandom(task.Seed);

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

        _optimizer = new WeightOptimizer(weights, options.Optimizer);
        _architect = new Architect([_architecture.Values], options.Architect);
        var steps = TextSegments.Fixed(_training.Rows, options.SequenceLength).Count;
        var plan = new PhasePlan(SearchPhase.Search, Epochs, steps, _network.ParameterCount, task.TimeBudget)
        {
            KernelShare = _kernels is null ? 0 : 1
        };
        _search = new BilevelSearch(_architect, _optimizer, new PhaseMonitor(plan, task.Context), _architecture.Discretize)
        {
            Advice =
                $"A smaller learning rate than {options.LearningRate} or a smaller clipping norm than {options.GradientClipping} helps.",
        };
    }

    private int Epochs => _options.Epochs!.Value;

    public NeuralArchitectureSearchResult Run()
    {
        _network.train();
        return _search.Run(Epochs, _task.Seed, OpenCheckpoint(), this, RunEpoch);
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
        _training.Rewind();
        var segments = _options.VariesSequenceLength
            ? TextSegments.Varied(_training.Rows, _options.SequenceLength, _random)
            : TextSegments.Fixed(_training.Rows, _options.SequenceLength);
        return _search.RunEpoch(epoch, segments, segments.Count, segment => Problem(segment.Length));
    }

    private TextProblem Problem(long length)
    {
        var (seen, heldOut) = (_training.Next(length), _validation.Next(length));
        var learningRate = _options.LearningRate * length / _options.SequenceLength;
        return new TextProblem
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
    }
}

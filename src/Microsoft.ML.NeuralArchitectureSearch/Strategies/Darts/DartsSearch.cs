using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One search, from its first mini-batch to its last.</summary>
internal sealed class DartsSearch : IDisposable
{
    private readonly SearchTask _task;
    private readonly DartsOptions _options;
    private readonly Random _random;
    private readonly LabelledData _training;
    private readonly LabelledData _validation;
    private readonly IEnumerator<long[]> _validationBatches;
    private readonly Module<Tensor, Tensor, Tensor, Tensor> _network;
    private readonly ArchitectureParameters _architecture;
    private readonly IReadOnlyList<Parameter> _weights;
    private readonly WeightOptimizer _optimizer;
    private readonly Architect _architect;
    private readonly PhaseMonitor _monitor;

    /// <param name="task">What to search on.</param>
    /// <param name="space">The task's space.</param>
    /// <param name="options">How to search, all sizes set.</param>
    public DartsSearch(SearchTask task, DifferentiableCellSpace space, DartsOptions options)
    {
        _task = task;
        _options = options;
        _random = new Random(task.Seed);
        using (var there = task.Examples.To(task.Device))
        {
            (_training, _validation) = there.Split(1 - options.ValidationFraction, _random);
        }

        _validationBatches = Cycle(_validation, BatchSize, new Random(_random.Next())).GetEnumerator();

        // Made on the CPU and then moved: the same draws on every device. Moving replaces the weights, so they are collected after it.
        var supernet = CreateSupernet().to(task.Device);
        var fused = supernet is Supernet cells
            ? FusedSupernet.TryFuse(cells, task.Examples.Shape, options.Architect.IsTwiceDifferentiated ? 0 : options.KernelThreads!.Value)
            : null;
        _network = fused ?? supernet;
        _architecture = new ArchitectureParameters(space, ScalarType.Float32, task.Device);
        _weights = fused?.Weights ?? [.. supernet.parameters()];
        _optimizer = new WeightOptimizer(
            _weights, new WeightOptimizerOptions(options.Momentum, options.WeightDecay, options.GradientClipping));
        _architect = new Architect(_architecture.All, options.Architect);
        var plan = new PhasePlan(
            SearchPhase.Search, Epochs, _training.BatchCount(BatchSize), _weights.Sum(weight => weight.numel()), task.TimeBudget)
        {
            UsesKernels = fused is not null,
        };
        _monitor = new PhaseMonitor(plan, task.Context);
    }

    private int Epochs => _options.Epochs!.Value;

    private int BatchSize => _options.BatchSize!.Value;

    public NeuralArchitectureSearchResult Run()
    {
        var schedule = new CosineSchedule(_options.LearningRate, _options.MinimumLearningRate, Epochs);
        var outcome = SearchOutcome.Completed;
        _network.train();
        for (var epoch = 1; epoch <= Epochs && outcome == SearchOutcome.Completed; epoch++)
        {
            outcome = RunEpoch(epoch, schedule.At(epoch));
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
        _network.Dispose();
        _validationBatches.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    private Module<Tensor, Tensor, Tensor, Tensor> CreateSupernet()
    {
        var size = new NetworkSize(_task.Examples.Shape, _task.Examples.ClassCount) { Channels = _options.Channels, Layers = _options.Layers };
        return _task.Space switch
        {
            DartsCellSpace cells => new Supernet(cells, new SupernetOptions(size.Channels!.Value, size.Layers!.Value), size.Shape, size.ClassCount),
            IRelaxedNetworkSpace relaxed => new GraphSupernet(relaxed.DescribeSupernet(size)),
            _ => throw new ArgumentException($"The space {_task.Space} does not describe its supernet: it is no {nameof(IRelaxedNetworkSpace)}."),
        };
    }

    private SearchOutcome RunEpoch(int epoch, double learningRate)
    {
        _monitor.EpochBegins();
        var training = new RunningFigures();
        var validation = new RunningFigures();
        var step = 0;
        foreach (var batch in _training.Shuffle(BatchSize, _random))
        {
            if (_monitor.Interruption() is { } interruption)
            {
                return interruption;
            }

            Step(batch, learningRate, training, validation);
            _monitor.StepDone(epoch, ++step, training);
        }

        _monitor.EpochDone(epoch, training, validation);
        _monitor.GenotypeDerived(epoch, _architecture.Discretize());
        return SearchOutcome.Completed;
    }

    private void Step(long[] batch, double learningRate, RunningFigures training, RunningFigures validation)
    {
        using var scope = NewDisposeScope();
        var problem = new ExampleProblem
        {
            Network = _network,
            Weights = _weights,
            Alphas = _architecture.All,
            Training = Varied(_training.Gather(batch)),
            Validation = _validation.Gather(NextValidationBatch()),
            Unrolled = new UnrolledStep(learningRate, _options.Momentum, _options.WeightDecay, _optimizer.Velocity),
        };
        validation.Add(Finite(_architect.Step(problem), "validation"));

        var loss = problem.TrainingLoss();
        training.Add(Finite(loss.Figures, "training"));
        _optimizer.Step(loss.Loss, learningRate);
    }

    private (Tensor Images, Tensor Labels) Varied((Tensor Images, Tensor Labels) batch) =>
        (Augmentation.Apply(_options.Augmentation, batch.Images, _random), batch.Labels);

    private long[] NextValidationBatch()
    {
        _validationBatches.MoveNext();
        return _validationBatches.Current;
    }

    private BatchFigures Finite(BatchFigures figures, string half) => double.IsFinite(figures.Loss)
        ? figures
        : throw new SearchFailedException(
            $"The {half} loss became {figures.Loss}. A smaller learning rate than {_options.LearningRate} or a smaller clipping norm than"
            + $" {_options.GradientClipping} helps; so does looking for inputs whose values are not finite.",
            _architecture.Discretize(),
            _monitor.History);

    private static IEnumerable<long[]> Cycle(LabelledData data, int batchSize, Random random)
    {
        while (true)
        {
            foreach (var batch in data.Shuffle(batchSize, random))
            {
                yield return batch;
            }
        }
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>One search, from its first mini-batch to its last.</summary>
internal sealed partial class DartsSearch : IDisposable
{
    private readonly SearchTask _task;
    private readonly DartsOptions _options;
    private readonly ReplayableRandom _random;
    private readonly ReplayableRandom _validationRandom;
    private readonly LabelledData _training;
    private readonly LabelledData _validation;
    private readonly EndlessBatches _validationBatches;
    private readonly GraphSupernet _network;
    private readonly ArchitectureParameters _architecture;
    private readonly IReadOnlyList<Parameter> _weights;
    private readonly WeightOptimizer _optimizer;
    private readonly Architect _architect;
    private readonly BilevelSearch _search;

    /// <param name="task">What to search on.</param>
    /// <param name="space">The task's space.</param>
    /// <param name="options">How to search, all sizes set.</param>
    public DartsSearch(SearchTask task, DifferentiableCellSpace space, DartsOptions options)
    {
        _task = task;
        _options = options;
        _random = new ReplayableRandom(task.Seed);
        using (var there = task.Examples.To(task.Device))
        {
            (_training, _validation) = there.Share(1 - options.ValidationFraction, _random);
        }

        _validationRandom = new ReplayableRandom(_random.Next());
        _validationBatches = new EndlessBatches(_validation, BatchSize, _validationRandom);

        // Made on the CPU and then moved: the same draws on every device. Moving replaces the weights, so they are collected after it.
        _network = CreateSupernet().to(task.Device);
        _network.UseKernels(options.Architect.IsTwiceDifferentiated ? 0 : options.KernelThreads!.Value);
        _architecture = new ArchitectureParameters(space, ScalarType.Float32, task.Device);
        _weights = _network.Weights;
        _optimizer = new WeightOptimizer(_weights, options.Optimizer);
        _architect = new Architect(_architecture.All, options.Architect);
        var plan = new PhasePlan(
            SearchPhase.Search, Epochs, _training.BatchCount(BatchSize), _weights.Sum(weight => weight.numel()), task.TimeBudget)
        {
            KernelShare = _network.KernelShare,
        };
        _search = new BilevelSearch(_architect, _optimizer, new PhaseMonitor(plan, task.Context), _architecture.Discretize)
        {
            Advice =
                $"A smaller learning rate than {options.LearningRate} or a smaller clipping norm than {options.GradientClipping} helps;"
                + " so does looking for inputs whose values are not finite.",
        };
    }

    private int Epochs => _options.Epochs!.Value;

    private int BatchSize => _options.BatchSize!.Value;

    public NeuralArchitectureSearchResult Run()
    {
        var schedule = new CosineSchedule(_options.LearningRate, _options.MinimumLearningRate, Epochs);
        _network.train();
        return _search.Run(Epochs, _task.Seed, OpenCheckpoint(), this, epoch => RunEpoch(epoch, schedule.At(epoch)));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _architect.Dispose();
        _optimizer.Dispose();
        _architecture.Dispose();
        _network.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    private GraphSupernet CreateSupernet()
    {
        var size = new NetworkSize(_task.Examples.Shape, _task.Examples.ClassCount)
        {
            Channels = _options.Channels,
            Cells = _options.Cells
        };
        return new GraphSupernet(((IRelaxedNetworkSpace)_task.Space).DescribeSupernet(size));
    }

    private SearchOutcome RunEpoch(int epoch, double learningRate) => _search.RunEpoch(
        epoch, _training.Shuffle(BatchSize, _random), _training.BatchCount(BatchSize), batch => Problem(batch, learningRate));

    private ExampleProblem Problem(long[] batch, double learningRate) => new()
    {
        Network = _network,
        Weights = _weights,
        Alphas = _architecture.All,
        Training = Varied(_training.Gather(batch)),
        Validation = _validation.Gather(_validationBatches.Next()),
        Unrolled = new UnrolledStep(learningRate, _options.Momentum, _options.WeightDecay, _optimizer.Velocity),
    };

    private (Tensor Images, Tensor Labels) Varied((Tensor Images, Tensor Labels) batch) =>
        (Augmentation.Apply(_options.Augmentation, batch.Images, _random), batch.Labels);
}

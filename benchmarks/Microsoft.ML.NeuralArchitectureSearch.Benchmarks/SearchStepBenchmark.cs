using BenchmarkDotNet.Attributes;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One step of a first-order search: a step of α on one mini-batch, a step of the weights on another.</summary>
public class SearchStepBenchmark
{
    private readonly DartsOptions _options = new();
    private Supernet _supernet = null!;
    private ArchitectureParameters _alphas = null!;
    private Architect _architect = null!;
    private Parameter[] _parameters = null!;
    private WeightOptimizer _weights = null!;
    private (Tensor Images, Tensor Labels) _training;
    private (Tensor Images, Tensor Labels) _validation;

    /// <summary>Channels, layers, images in a mini-batch, height and width.</summary>
    [Params("8-3-64-8", "8-5-32-16", "16-5-32-32")]
    public string Configuration { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var sizes = Array.ConvertAll(Configuration.Split('-'), int.Parse);
        var space = new DartsCellSpace();
        random.manual_seed(1);
        _supernet = new Supernet(space, new SupernetOptions(sizes[0], sizes[1]), new ImageShape(3, sizes[3], sizes[3]), classCount: 10);
        _alphas = new ArchitectureParameters(space, ScalarType.Float32, CPU);
        _architect = new Architect(_alphas.All, _options);
        _parameters = [.. _supernet.parameters()];
        _weights = new WeightOptimizer(
            _parameters, new WeightOptimizerOptions(_options.Momentum, _options.WeightDecay, _options.GradientClipping));
        _training = Batch(sizes[2], sizes[3]);
        _validation = Batch(sizes[2], sizes[3]);
    }

    [Benchmark]
    public double Step()
    {
        using var scope = NewDisposeScope();
        var problem = new BilevelProblem
        {
            Network = _supernet,
            Weights = _parameters,
            Alphas = _alphas.All,
            Training = _training,
            Validation = _validation,
            Unrolled = new UnrolledStep(_options.LearningRate, _options.Momentum, _options.WeightDecay, _weights.Velocity),
        };
        var validation = _architect.Step(problem);
        _weights.Step(problem.Forward(problem.Training).Loss, _options.LearningRate);
        return validation.Loss;
    }

    private static (Tensor Images, Tensor Labels) Batch(int count, int size) =>
        (randn(count, 3, size, size), randint(10, [count], ScalarType.Int64));
}

using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One step of a first-order search on random images: a step of α on one mini-batch, a step of the weights on another.</summary>
internal sealed class SearchStep : IDisposable
{
    private readonly DartsOptions _options = new();
    private readonly GraphSupernet _network;
    private readonly ArchitectureParameters _alphas;
    private readonly Architect _architect;
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly WeightOptimizer _weights;
    private readonly (Tensor Images, Tensor Labels) _training;
    private readonly (Tensor Images, Tensor Labels) _validation;

    /// <param name="sizes">Channels, cells, images, height and width, and the nodes of a cell where they are not four.</param>
    /// <param name="kernelThreads">Threads of the kernels; 0 for TorchSharp's operations.</param>
    public SearchStep(int[] sizes, int kernelThreads)
    {
        var space = sizes.Length > 4 ? new DartsCellSpace { Nodes = sizes[4] } : new DartsCellSpace();
        random.manual_seed(1);
        var size = new NetworkSize(new MapShape(3, sizes[3], sizes[3]), ClassCount: 10) { Channels = sizes[0], Cells = sizes[1] };
        _network = new GraphSupernet(space.DescribeSupernet(size));
        _network.UseKernels(kernelThreads);
        _parameters = _network.Weights;
        _alphas = new ArchitectureParameters(space, ScalarType.Float32, CPU);
        _architect = new Architect(_alphas.All, _options.Architect);
        _weights = new WeightOptimizer(
            _parameters, new WeightOptimizerOptions(_options.Momentum, _options.WeightDecay, _options.GradientClipping));
        _training = Batch(sizes[2], sizes[3]);
        _validation = Batch(sizes[2], sizes[3]);
    }

    public double Run()
    {
        using var scope = NewDisposeScope();
        var problem = new ExampleProblem
        {
            Network = _network,
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

    public void Dispose()
    {
        _architect.Dispose();
        _weights.Dispose();
        _alphas.Dispose();
        _network.Dispose();
    }

    private static (Tensor Images, Tensor Labels) Batch(int count, int size) =>
        (randn(count, 3, size, size), randint(10, [count], ScalarType.Int64));
}

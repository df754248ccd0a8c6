using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Supernets;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// One step of a first-order search for a recurrent cell on random words: a step of α on one mini-batch, a step of the weights on another.
/// </summary>
internal sealed class RecurrentStep : IDisposable
{
    private readonly RecurrentDartsOptions _options = new();
    private readonly int _length;
    private readonly RecurrentSupernet _network;
    private readonly LanguageModelKernels? _kernels;
    private readonly RecurrentArchitectureParameters _alphas;
    private readonly Architect _architect;
    private readonly WeightOptimizer _weights;
    private readonly CarriedText _training;
    private readonly CarriedText _validation;

    /// <param name="sizes">Sequences, hidden units, time steps, words.</param>
    /// <param name="kernelThreads">Threads of the kernels; 0 for TorchSharp's operations.</param>
    public RecurrentStep(int[] sizes, int kernelThreads)
    {
        random.manual_seed(1);
        _length = sizes[2];
        var space = new RecurrentCellSpace();
        var size = new LanguageModelOptions
        {
            HiddenSize = sizes[1],
            EmbeddingDropout = 0,
            InputDropout = 0.2,
            CellInputDropout = 0.75,
            HiddenDropout = 0.25,
            OutputDropout = 0.75,
        };
        _network = new RecurrentSupernet(space, size, sizes[3]);
        _kernels = _network.TryUseKernels(kernelThreads);
        _network.train();
        _alphas = new RecurrentArchitectureParameters(space, ScalarType.Float32, CPU);
        _architect = new Architect([_alphas.Values], _options.Architect);
        _weights = new WeightOptimizer(
            [.. _network.parameters()], new WeightOptimizerOptions(Momentum: 0, _options.WeightDecay, _options.GradientClipping));
        (_training, _validation) = (Text(sizes), Text(sizes));
    }

    public double Run()
    {
        using var scope = NewDisposeScope();
        var (seen, heldOut) = (_training.Next(_length), _validation.Next(_length));
        var problem = new TextProblem
        {
            Network = _network,
            Weights = _weights.Weights,
            Alphas = [_alphas.Values],
            Training = seen,
            Validation = heldOut,
            Unrolled = new UnrolledStep(_options.LearningRate, 0, _options.WeightDecay, []),
            TemporalRegularization = _options.TemporalActivationRegularization,
            Seed = 1,
            Read = (piece, state) => (ReferenceEquals(piece, seen) ? _training : _validation).Keep(state),
        };
        var validation = _architect.Step(problem);
        _weights.Step(problem.TrainingLoss().Loss, _options.LearningRate);
        return validation.Loss;
    }

    public void Dispose()
    {
        _architect.Dispose();
        _weights.Dispose();
        _alphas.Dispose();
        _kernels?.Dispose();
        _network.Dispose();
        _training.Dispose();
        _validation.Dispose();
    }

    private CarriedText Text(int[] sizes)
    {
        using var text = new TokenSequence(randint(sizes[3], [sizes[0] * (sizes[2] + 1)], ScalarType.Int64), sizes[3]);
        return new CarriedText(text, sizes[0], _network.InitialState(sizes[0]));
    }
}

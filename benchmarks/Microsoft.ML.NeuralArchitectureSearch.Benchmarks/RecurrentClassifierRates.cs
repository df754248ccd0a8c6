using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>
/// The classifier of DARTS's recurrent cell, which reads texts in both directions: training steps and scores, by the kernels and by
/// TorchSharp by turns.
/// </summary>
internal sealed class RecurrentClassifierRates : IDisposable
{
    private const int Words = 10_000;

    private readonly GraphNetwork _network;
    private readonly WeightOptimizer _optimizer;
    private readonly Tensor _texts;
    private readonly Tensor _labels;

    private RecurrentClassifierRates(int rows, int hidden, int length)
    {
        random.manual_seed(1);
        var size = new RecurrentTextOptions { HiddenSize = hidden, EmbeddingWidth = hidden };
        _network = new GraphNetwork(
            RecurrentTextGraph.Of(PublishedRecurrentGenotypes.DartsV2, new TextInput(Words), size, new(new MapShape(1, 1, length), 2)));
        _optimizer = new WeightOptimizer([.. _network.parameters()], new WeightOptimizerOptions(0, 0.01, 5) { Adam = new() });
        _texts = randint(2, Words, [rows, 1, 1, length], ScalarType.Float32);
        _labels = randint(2, [rows], ScalarType.Int64);
    }

    /// <param name="threads">Threads of the kernels and of torch.</param>
    /// <param name="turns">How many times each way has its turn.</param>
    public static void Run(int threads, int turns)
    {
        set_num_threads(threads);
        BothWays.WriteHeader();
        foreach (var (rows, hidden, length) in new[] { (32, 64, 20), (32, 128, 60), (1, 64, 20), (1, 128, 60) })
        {
            using var rates = new RecurrentClassifierRates(rows, hidden, length);
            var size = $"{rows} texts of {length} words, {hidden} hidden units";
            if (rows > 1)
            {
                rates.Compare($"training step, {size}", rates.Train, threads, turns);
            }

            rates.Compare($"scores, {size}", rates.Score, threads, turns);
        }
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _texts.Dispose();
        _labels.Dispose();
    }

    private void Compare(string name, Action action, int threads, int turns)
    {
        using var resources = new RecurrentCellKernels(_network, threads);
        var fused = _network.modules().OfType<HighwayCell>().Select(cell => (Cell: cell, cell.Kernels)).ToArray();
        BothWays.Compare(name, () => With(true), () => With(false), turns);

        void With(bool kernels)
        {
            foreach (var (cell, layer) in fused)
            {
                cell.Kernels = kernels ? layer : null;
            }

            action();
            foreach (var (cell, layer) in fused)
            {
                cell.Kernels = layer;
            }
        }
    }

    private void Train()
    {
        using var scope = NewDisposeScope();
        _network.train();
        _optimizer.Step(functional.cross_entropy(_network.call(_texts), _labels), learningRate: 1e-4);
    }

    private void Score()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _network.eval();
        _network.call(_texts).softmax(1);
    }
}

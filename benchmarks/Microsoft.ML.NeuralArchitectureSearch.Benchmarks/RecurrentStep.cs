using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Benchmarks;

/// <summary>One step of a first-order search for a recurrent cell on random words: a step of α on one mini-batch, a step of the weights on another.</summary>
internal sealed class RecurrentStep : IDisposable
{
    private const int Nodes = 8;
    private const int Edges = Nodes * (Nodes + 1) / 2;
    private const int Candidates = 5;

    private readonly int _hidden;
    private readonly KernelResources _resources;
    private readonly FusedRecurrentLayer _layer;
    private readonly FusedWordLoss _loss;
    private readonly Embedding _embedding;
    private readonly Parameter _bias;
    private readonly Parameter[] _cell;
    private readonly Parameter _alpha;
    private readonly Adam _architecture;
    private readonly WeightOptimizer _weights;
    private readonly Tensor _runningMeans;
    private readonly Tensor _runningVariances;
    private readonly Tensor[] _texts;
    private readonly Tensor[] _states;

    /// <param name="sizes">Sequences, hidden units, time steps, words.</param>
    /// <param name="threads">Threads of the kernels.</param>
    public RecurrentStep(int[] sizes, int threads)
    {
        random.manual_seed(1);
        _hidden = sizes[1];
        _resources = new KernelResources(threads);
        _layer = new FusedRecurrentLayer(Plan(_hidden), _resources);
        _loss = new FusedWordLoss(_resources);
        _embedding = Embedding(sizes[3], _hidden);
        init.uniform_(_embedding.weight, -0.1, 0.1);
        _bias = new Parameter(zeros(sizes[3]));
        _cell = [.. Enumerable.Range(0, Nodes + 1).Select(node => new Parameter(empty(node == 0 ? 2 * _hidden : _hidden, 2 * _hidden).uniform_(-0.04, 0.04)))];
        _alpha = new Parameter(1e-3 * randn(Edges, Candidates));
        _architecture = optim.Adam([_alpha], 3e-3, beta1: 0.5, beta2: 0.999, weight_decay: 1e-3);
        _weights = new WeightOptimizer([_embedding.weight!, _bias, .. _cell], new WeightOptimizerOptions(Momentum: 0, WeightDecay: 5e-7, GradientClipping: 0.25));
        (_runningMeans, _runningVariances) = (zeros(_hidden), ones(_hidden));
        _texts = [.. Enumerable.Range(0, 2).Select(_ => randint(sizes[3], [sizes[2] + 1, sizes[0]], ScalarType.Int64))];
        _states = [.. Enumerable.Range(0, 2).Select(_ => zeros(sizes[0], _hidden))];
    }

    public double Run()
    {
        using var scope = NewDisposeScope();
        using (new FrozenWeights(_weights.Weights))
        {
            _alpha.grad = autograd.grad([Forward(0).Loss], [_alpha])[0];
            _architecture.step();
        }

        var (loss, outputs) = Forward(1);
        var change = outputs.narrow(0, 1, outputs.size(0) - 1).sub(outputs.narrow(0, 0, outputs.size(0) - 1));
        _weights.Step(loss.add(change.square().mean().mul(1e-3)), learningRate: 20);
        return loss.item<float>();
    }

    public void Dispose()
    {
        _embedding.Dispose();
        _architecture.Dispose();
        _weights.Dispose();
        _loss.Dispose();
        _layer.Dispose();
        _resources.Dispose();
        foreach (var tensor in (Tensor[])[_bias, .. _cell, _alpha, _runningMeans, _runningVariances, .. _texts, .. _states])
            tensor.Dispose();
    }

    private (Tensor Loss, Tensor Outputs) Forward(int text)
    {
        var (steps, batch) = (_texts[text].size(0) - 1, _texts[text].size(1));
        var embedded = _embedding.call(_texts[text].narrow(0, 0, steps));
        embedded = embedded.mul(DropoutMask.Draw([1, batch, _hidden], 0.2, embedded)!);
        var outputs = _layer.Forward(embedded, _states[text], _alpha.softmax(-1), _cell, new RecurrentCall
        {
            InputMask = DropoutMask.Draw([batch, _hidden], 0.75, embedded),
            HiddenMask = DropoutMask.Draw([batch, _hidden], 0.25, embedded),
            IsTraining = true,
            RunningMeans = _runningMeans,
            RunningVariances = _runningVariances,
        });
        using var before = _states[text];
        _states[text] = outputs[steps - 1].detach().clone().DetachFromDisposeScope();
        var dropped = outputs.mul(DropoutMask.Draw([1, batch, _hidden], 0.75, outputs)!);
        return (_loss.Forward(dropped.reshape(-1, _hidden), _embedding.weight!, _bias, _texts[text].narrow(0, 1, steps).reshape(-1)), outputs);
    }

    private static RecurrentPlan Plan(int hidden) => new()
    {
        Inputs = hidden,
        Hidden = hidden,
        Nodes = [.. Enumerable.Range(0, Nodes).Select(node => new RecurrentNodePlan(0, node + 1))],
        Averaged = [.. Enumerable.Range(1, Nodes)],
        Candidates = [1, 2, 3, 4],
        ChoiceColumns = Candidates,
        IsNormalized = true,
    };
}

using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>Measures how long a network takes on this machine to classify a mini-batch.</summary>
/// <remarks>
/// The median of several passes after some that warm up, in milliseconds, in evaluation mode and without a gradient, on the task's device.
/// It is the cost
/// <see cref="CostNames.Latency"/>, and negated the score; to search for accuracy at a cost, put it behind another evaluator by
/// <see cref="EvaluatorWithCosts"/>. What else runs on the machine disturbs it.
/// </remarks>
internal sealed class LatencyEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly LatencyOptions _options;
    private readonly CandidateNetworks _networks;
    private readonly Tensor _images;

    /// <summary>Chooses the images that are classified.</summary>
    /// <param name="task">The space, the images, the device and the clock; who may cancel.</param>
    /// <param name="options">How to measure. Default: the defaults.</param>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks.</exception>
    public LatencyEvaluator(SearchTask task, LatencyOptions? options = null)
    {
        _options = options ?? new LatencyOptions();
        _networks = new CandidateNetworks(task, _options.Channels, _options.Cells);
        _task = task;
        using var scope = new RunScope();
        var indices = Enumerable.Range(0, _options.BatchSize).Select(image => image % task.Examples.Count).ToArray();
        _images = task.Examples.Gather(indices).Inputs.to(task.Device).DetachFromDisposeScope();
    }

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _networks.ThrowIfCancelled(cancellation);
        var graph = _networks.Describe(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var seed = new TorchSeed(_task.Seed);
        using var network = new GraphNetwork(graph).to(_task.Device);
        network.eval();
        using var threads = new TorchThreads(graph.Nodes[0].Output, _options.BatchSize, network.Channels, _task.Device);
        using var kernels = KernelEngine.TryCompile(network, ScoringThreads.OfKernels(threads.Before), areWeightsFrozen: true);
        var milliseconds = Median(images => kernels?.Forward(images).Logits ?? network.call(images), cancellation);
        return new EvaluationResult(-milliseconds)
        {
            Costs = CandidateNetworks.CostsOf(graph).Add(CostNames.Latency, milliseconds),
            Duration = _task.Clock.GetElapsedTime(begin),
        };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(LatencyEvaluator)} of {_options}";

    /// <inheritdoc />
    public void Dispose() => _images.Dispose();

    private double Median(Func<Tensor, Tensor> network, CancellationToken cancellation)
    {
        for (var pass = 0; pass < _options.WarmUpPasses; pass++)
        {
            Measure(network, cancellation);
        }

        var passes = new double[_options.Passes];
        for (var pass = 0; pass < passes.Length; pass++)
        {
            passes[pass] = Measure(network, cancellation);
        }

        Array.Sort(passes);
        return passes[passes.Length / 2];
    }

    private double Measure(Func<Tensor, Tensor> network, CancellationToken cancellation)
    {
        _networks.ThrowIfCancelled(cancellation);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var begin = _task.Clock.GetTimestamp();
        network(_images);
        if (_task.Device.type == DeviceType.CUDA)
        {
            cuda.synchronize(_task.Device);
        }

        return _task.Clock.GetElapsedTime(begin).TotalMilliseconds;
    }
}

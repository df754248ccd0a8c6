using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation.ZeroCost;

/// <summary>Scores candidates without training them, on one mini-batch that is the same for all.</summary>
/// <remarks>
/// Abdelfattah et al., "Zero-Cost Proxies for Lightweight NAS" (2021), arXiv:2101.08134. The mini-batch comes from the task's seed, the
/// first weights
/// from the seed and the architecture: the same candidate always has the same score. A score that is not a finite number is a failed
/// result.
/// </remarks>
internal sealed class ZeroCostEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly IZeroCostScore _score;
    private readonly ZeroCostOptions _options;
    private readonly CandidateNetworks _networks;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>Draws the mini-batch.</summary>
    /// <param name="task">The space, the images, the device and the seed; who may cancel.</param>
    /// <param name="score">What to read off a network.</param>
    /// <param name="options">What to look at. Default: the defaults.</param>
    /// <exception cref="ArgumentNullException">There is no task or no score.</exception>
    /// <exception cref="ArgumentException">The space does not describe networks.</exception>
    public ZeroCostEvaluator(SearchTask task, IZeroCostScore score, ZeroCostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(score);
        _options = options ?? new ZeroCostOptions();
        _networks = new CandidateNetworks(task, _options.Channels, _options.Cells);
        (_task, _score) = (task, score);
        using var scope = new RunScope();
        var (images, labels) = task.Examples.Gather(task.Examples.Shuffle(_options.BatchSize, new Random(task.Seed)).First());
        _images = images.to(task.Device).DetachFromDisposeScope();
        _labels = labels.to(task.Device).DetachFromDisposeScope();
    }

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _networks.ThrowIfCancelled(cancellation);
        var graph = _networks.Describe(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var seed = new TorchSeed(_networks.SeedOf(candidate.Architecture));
        using var probe = new ZeroCostProbe(graph, () => new GraphNetwork(graph).to(_task.Device), _images, _labels);
        var score = _score.Of(probe);
        var result = double.IsFinite(score)
            ? new EvaluationResult(score)
            : EvaluationResult.Failed($"{_score.GetType().Name} of {candidate.Architecture} is {score}.");
        return result with { Costs = CandidateNetworks.CostsOf(graph), Duration = _task.Clock.GetElapsedTime(begin) };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(ZeroCostEvaluator)} of {_score.GetType().Name}, {_options}";

    /// <inheritdoc />
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}

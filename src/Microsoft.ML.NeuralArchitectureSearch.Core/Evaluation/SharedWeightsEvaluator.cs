using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Scores candidates with weights that all of them share: layers at equal places of two networks are one layer, trained on paths drawn at
/// random.
/// The score is the accuracy, 0 to 1, on images held out.
/// </summary>
/// <remarks>
/// <para>Warm-up with uniformly drawn paths and batch normalization recalibrated for every candidate: Guo et al., "Single Path One-Shot
/// Neural
/// Architecture Search with Uniform Sampling" (2020), arXiv:1904.00420, Eq. (7) and section 3.4; with a random proposer it is random search
/// with weight
/// sharing (Li and Talwalkar, 2019, arXiv:1902.07638). Steps on the candidate itself and a rotating part of the images held out: Pham et
/// al., "Efficient Neural
/// Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268, section 2.2; NAO with weight sharing does so too, arXiv:1808.07233,
/// section 3.4.</para>
/// <para>The score depends on the candidates that were evaluated before; the same sequence of candidates has the same scores. A warm-up
/// that was
/// cancelled goes on where it stopped when the next candidate comes.</para>
/// </remarks>
internal sealed partial class SharedWeightsEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly SharedWeightsOptions _options;
    private readonly CandidateNetworks _networks;
    private readonly SharedWeights _weights;
    private readonly LabelledData _validation;
    private readonly ReplayableRandom _random;
    private int _evaluations;
    private int _warmUpSteps;
    private int _nextBatch;

    /// <summary>Holds out images for validation. The first candidate is kept waiting for the warm-up.</summary>
    /// <param name="task">The space, the images, the device and the seed; who may cancel. Its images are copied.</param>
    /// <param name="options">How to train and to score.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The space does not describe networks, there are too few images, or the final learning rate is above the first.
    /// </exception>
    public SharedWeightsEvaluator(SearchTask task, SharedWeightsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = new RunScope();
        _networks = new CandidateNetworks(task, options.Channels, options.Cells);
        options.CheckRates();
        options.Augmentation.CheckFits(_networks.Shape);
        (_task, _options) = (task, options);
        _random = new ReplayableRandom(task.Seed);
        (var training, _validation) = HeldOutData.Deal(task, options.ValidationFraction);
        _weights = new SharedWeights(options, training, _random);
    }

    /// <inheritdoc />
    /// <exception cref="DivergedException">The warm-up's loss is no longer a finite number.</exception>
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _networks.ThrowIfCancelled(cancellation);
        var graph = _networks.Describe(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var draws = RunRandom.Current is null ? new RunDraws(unchecked(_task.Seed + ++_evaluations)) : null; // A search has its own.
        _resumed?.Invoke();
        using var network = _weights.Network(candidate.Architecture, graph, isKnown: _resumed is not null);
        _resumed = null;
        using var threads = new TorchThreads(_networks.Shape, _options.BatchSize, network.Channels, _task.Device);
        WarmUp(cancellation);
        EvaluationResult result;
        try
        {
            result = new EvaluationResult(Score(network, cancellation));
        }
        catch (DivergedException exception)
        {
            result = EvaluationResult.Failed(exception.Message);
        }

        var epochs = (double)_options.StepsPerCandidate / _weights.StepsPerEpoch;
        return result with
        {
            Costs = CandidateNetworks.CostsOf(graph).Add(CostNames.Epochs, epochs),
            Duration = _task.Clock
            .GetElapsedTime(begin)
        };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(SharedWeightsEvaluator)} of {_options}";

    /// <inheritdoc />
    public void Dispose()
    {
        _weights.Dispose();
        _validation.Dispose();
    }

    private void WarmUp(CancellationToken cancellation)
    {
        var schedule = new CosineSchedule(_options.LearningRate, _options.FinalLearningRate, _options.WarmUpEpochs);
        _isWithinWarmUp = true;
        for (; _warmUpSteps < (long)_options.WarmUpEpochs * _weights.StepsPerEpoch; _warmUpSteps++)
        {
            if (_warmUpSteps % _weights.StepsPerEpoch == 0)
            {
                _stateAdvanced?.Invoke();
            }

            _networks.ThrowIfCancelled(cancellation);
            var architecture = _networks.Sample(_random);
            using var path = _weights.Network(architecture, _networks.Describe(architecture));
            _weights.Step(path, schedule.At(1 + (_warmUpSteps / _weights.StepsPerEpoch)));
        }

        _isWithinWarmUp = false;
    }

    private double Score(GraphNetwork network, CancellationToken cancellation)
    {
        for (var step = 0; step < _options.StepsPerCandidate; step++)
        {
            _networks.ThrowIfCancelled(cancellation);
            _weights.Step(network, _options.FinalLearningRate);
        }

        _weights.Recalibrate(network, () => _networks.ThrowIfCancelled(cancellation));
        return NetworkMeasurement.Run(network, _validation, NextPart(), () => _networks.ThrowIfCancelled(cancellation)).FiniteAccuracy();
    }

    private long[][] NextPart()
    {
        var all = _validation.InOrder(_options.BatchSize).ToArray();
        var count = Math.Min(_options.ValidationBatches ?? all.Length, all.Length);
        var part = Enumerable.Range(_nextBatch, count).Select(batch => all[batch % all.Length]).ToArray();
        _nextBatch = (_nextBatch + count) % all.Length;
        return part;
    }
}

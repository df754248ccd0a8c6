using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Scores recurrent cells with weights that all of them share: each node has one matrix, whatever it reads and applies. The score is the
/// negative logarithm of
/// the perplexity on a text held out, in nats a token.
/// </summary>
/// <remarks>
/// <para>Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268, sections 2.1 and 2.2, and NAO
/// with weight sharing,
/// arXiv:1808.07233, section 3.4; with one matrix for all the states that a node may read as in DARTS, arXiv:1806.09055, where ENAS has one
/// for each.</para>
/// <para>The score depends on the candidates that were evaluated before; the same sequence of candidates has the same scores. A warm-up
/// that was
/// cancelled goes on where it stopped when the next candidate comes.</para>
/// </remarks>
internal sealed partial class SharedLanguageModelEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly RecurrentCellSpace _space;
    private readonly SharedLanguageModelOptions _options;
    private readonly SharedLanguageModel _model;
    private readonly Tensor _validation;
    private readonly ImmutableArray<TextSegment> _segments;
    private readonly ReplayableRandom _random;
    private readonly int _vocabularySize;
    private int _warmUpSteps;
    private int _nextSegment;

    /// <summary>Cuts off the end of the text for validation. The first candidate is kept waiting for the warm-up.</summary>
    /// <param name="task">The space, the text, the device and the seed; who may cancel. Its text is copied.</param>
    /// <param name="options">How to train and to score. Default: the defaults of <see cref="SharedLanguageModelOptions"/>.</param>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space is not one of recurrent cells, or the data are no text or too short.</exception>
    public SharedLanguageModelEvaluator(SearchTask task, SharedLanguageModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var scope = new RunScope();
        _space = task.RecurrentSpace();
        (_task, _options) = (task, options ?? new());
        _random = new ReplayableRandom(task.Seed);
        _vocabularySize = task.Text.VocabularySize;
        var (training, validation) = HeldOutText.Cut(task, _options.ValidationFraction);
        using (training)
        using (validation)
        {
            _model = new SharedLanguageModel(_space, _options, training, _random);
            _validation = validation.SideBySide((int)Math.Min(LanguageModelMeasurement.Texts, validation.Count / 2))
                .DetachFromDisposeScope();
        }

        _segments = [.. TextSegments.Fixed(_validation.shape[0], _options.SequenceLength)];
    }

    /// <inheritdoc />
    /// <exception cref="DivergedException">The warm-up's loss is no longer a finite number.</exception>
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _task.ThrowIfCancelled(cancellation);
        var cell = _space.CellOf(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var threads = TorchThreads.Of((long)_validation.shape[1] * _options.SequenceLength * _vocabularySize, _task.Device);
        WarmUp(cancellation);
        EvaluationResult result;
        try
        {
            result = new EvaluationResult(Score(cell, cancellation));
        }
        catch (DivergedException exception)
        {
            result = EvaluationResult.Failed(exception.Message);
        }

        return result with
        {
            Costs = ImmutableSortedDictionary<string, double>.Empty
                .Add(CostNames.Parameters, _model.ParameterCount)
                .Add(CostNames.Epochs, (double)_options.StepsPerCandidate / _model.StepsPerEpoch),
            Duration = _task.Clock.GetElapsedTime(begin),
        };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(SharedLanguageModelEvaluator)} of {_options}";

    /// <inheritdoc />
    public void Dispose()
    {
        _model.Dispose();
        _validation.Dispose();
    }

    private void WarmUp(CancellationToken cancellation)
    {
        for (; _warmUpSteps < (long)_options.WarmUpEpochs * _model.StepsPerEpoch; _warmUpSteps++)
        {
            if (_warmUpSteps % _model.StepsPerEpoch == 0)
            {
                _stateAdvanced?.Invoke();
            }

            _task.ThrowIfCancelled(cancellation);
            _model.Step(_space.Sample(_random));
        }
    }

    private double Score(RecurrentGenotype cell, CancellationToken cancellation)
    {
        for (var step = 0; step < _options.StepsPerCandidate; step++)
        {
            _task.ThrowIfCancelled(cancellation);
            _model.Step(cell);
        }

        var loss = _model.Measure(cell, _validation, NextSegments(), () => _task.ThrowIfCancelled(cancellation));
        return double.IsFinite(loss) ? -loss : throw new DivergedException($"The loss on the text held out is {loss}.");
    }

    private TextSegment[] NextSegments()
    {
        var count = Math.Min(_options.ValidationSegments ?? _segments.Length, _segments.Length);
        var part = Enumerable.Range(_nextSegment, count).Select(segment => _segments[segment % _segments.Length]).ToArray();
        _nextSegment = (_nextSegment + count) % _segments.Length;
        return part;
    }
}

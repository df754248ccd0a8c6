using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Evaluation;

/// <summary>
/// Trains a language model of every candidate cell from its own first weights; the score is the negative logarithm of its perplexity on a
/// text held out, in
/// nats a token: 0 would be a text foreseen word by word.
/// </summary>
/// <remarks>
/// <para>As in Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), arXiv:1611.01578, section 4.2, and NAO's
/// recurrent search without
/// shared weights, arXiv:1808.07233.</para>
/// <para>The first weights, the dropout and the segments come from the task's seed and the cell, so that a candidate has the same score
/// whenever it is
/// evaluated. A loss that is no longer finite is a failed result. The score is that of the best epoch.</para>
/// </remarks>
internal sealed class LanguageModelEvaluator : ITaskEvaluator
{
    private readonly SearchTask _task;
    private readonly RecurrentCellSpace _space;
    private readonly LanguageModelEvaluatorOptions _options;
    private readonly TokenSequence _training;
    private readonly TokenSequence _validation;

    /// <summary>Cuts off the end of the text for validation.</summary>
    /// <param name="task">The space, the text, the device and the seed; who may cancel. Its text is copied.</param>
    /// <param name="options">How to train. Default: the defaults of <see cref="LanguageModelEvaluatorOptions"/>.</param>
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">The space is not one of recurrent cells, or the data are no text or too short.</exception>
    public LanguageModelEvaluator(SearchTask task, LanguageModelEvaluatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var scope = new RunScope();
        _space = task.RecurrentSpace();
        (_task, _options) = (task, options ?? new());
        (_training, _validation) = HeldOutText.Cut(task, _options.ValidationFraction);
    }

    /// <inheritdoc />
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        _task.ThrowIfCancelled(cancellation);
        var cell = _space.CellOf(candidate.Architecture);
        var begin = _task.Clock.GetTimestamp();
        using var seed = new TorchSeed(_task.SeedOf(cell));
        using var model = new RecurrentLanguageModel(cell, _options.Model.ScaledTo(_training.Count), _training.VocabularySize).to(
            _task.Device);
        var costs = ImmutableSortedDictionary<string, double>.Empty.Add(CostNames.Parameters, model.ParameterCount);
        EvaluationResult result;
        try
        {
            var history = Train(model, candidate, cancellation);
            double[] losses = [.. history.Select(epoch => epoch.ValidationLoss!.Value).Where(double.IsFinite)];
            var best = losses.Length > 0
                ? losses.Min()
                : throw new DivergedException("The loss on the text held out is not a finite number in any epoch.");
            result = new EvaluationResult(-best) { Costs = costs.Add(CostNames.Epochs, history.Length) };
        }
        catch (DivergedException exception)
        {
            result = EvaluationResult.Failed(exception.Message) with { Costs = costs };
        }

        return result with { Duration = _task.Clock.GetElapsedTime(begin) };
    }

    /// <summary>The settings that scores depend on; a history is only continued with the same.</summary>
    /// <returns>The text, on one line.</returns>
    public override string ToString() => $"{nameof(LanguageModelEvaluator)} of {_options}";

    /// <inheritdoc />
    public void Dispose()
    {
        _training.Dispose();
        _validation.Dispose();
    }

    private ImmutableArray<EpochRecord> Train(RecurrentLanguageModel model, Candidate candidate, CancellationToken cancellation)
    {
        var context = _task.Context with
        {
            Seed = _task.SeedOf(candidate.Architecture),
            Progress = null,
            Cancellation = cancellation,
            IsCancelled = () => _task.Cancellation.IsCancellationRequested || _task.IsCancelled?.Invoke() == true,
        };
        var outcome = LanguageModelTrainer.Train(model, _training, _validation, _options.TrainingOf(candidate), context);
        return outcome.Outcome == SearchOutcome.Completed
            ? outcome.History
            : throw new OperationCanceledException("The evaluation was cancelled.", cancellation);
    }
}

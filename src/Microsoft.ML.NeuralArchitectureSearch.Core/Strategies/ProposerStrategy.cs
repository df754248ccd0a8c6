using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>
/// A search strategy out of two parts: a proposer says which architectures to evaluate, an evaluator how good they are on the task's
/// images.
/// </summary>
/// <remarks>
/// It searches every space that its proposer and its evaluator can work with. The architecture of the highest score is the result.
/// </remarks>
public sealed record ProposerStrategy : IDescribedStrategy
{
    private readonly Func<SearchTask, IEvaluator> _evaluator;

    /// <summary>Puts a strategy together.</summary>
    /// <param name="proposer">Which architectures to evaluate.</param>
    /// <param name="evaluator">
    /// Creates the evaluator for a task: on its images, in its space, on its device, with its seed. Each search disposes its own. The task
    /// that it is given
    /// says that it is cancelled also when the time budget is used up, so that an evaluation that asks before every mini-batch ends within
    /// one. An estimator
    /// calls it once more before it reads any row, with stand-ins for the data: see <see cref="ISearchStrategy.Check"/>.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public ProposerStrategy(IProposer proposer, Func<SearchTask, IEvaluator> evaluator)
    {
        ArgumentNullException.ThrowIfNull(proposer);
        ArgumentNullException.ThrowIfNull(evaluator);
        Proposer = proposer;
        _evaluator = evaluator;
    }

    /// <summary>Which architectures to evaluate.</summary>
    public IProposer Proposer { get; }

    /// <summary>Most evaluations, those of an earlier run of the same search counted. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Evaluations { get; init => field = Checked.Positive(value, nameof(Evaluations)); } = 100;

    /// <inheritdoc cref="CandidateSearch.HistoryPath" />
    public string? HistoryPath { get; init => field = Checked.NotBlank(value, nameof(HistoryPath)); }

    /// <summary>The settings of the evaluator, for checkpoints. Default: unknown.</summary>
    internal object? Evaluation { get; init; }

    /// <inheritdoc />
    /// <remarks>The proposer is started and the evaluator created, as far as that goes without the data.</remarks>
    public void Check(SearchTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        UserCode.Returned(Proposer.Start(task.Space, task.Seed), $"{Proposer.GetType().Name}.{nameof(IProposer.Start)}").Dispose();
        // Those of this library that are made for a task are made anew for the search; others may be the caller's own.
        if (Tried(task) is ITaskEvaluator made)
        {
            made.Dispose();
        }
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no task.</exception>
    /// <exception cref="ArgumentException">
    /// The space or the images do not suit the proposer or the evaluator, or the history is of another search.
    /// </exception>
    /// <exception cref="FormatException">The history is damaged in a line other than its last.</exception>
    /// <exception cref="IOException">Another search writes to the history, or it cannot be opened.</exception>
    /// <exception cref="SearchFailedException">
    /// An error ended the search, such as a full disk; the exception carries the candidates evaluated until then.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// None of the candidates could be evaluated, or the proposer or the evaluator returned nothing.
    /// </exception>
    /// <exception cref="TimeoutException">The time budget was used up before the first candidate was evaluated.</exception>
    public NeuralArchitectureSearchResult Search(SearchTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.Context.RequireTorch();
        using var seed = new TorchSeed(task.Seed);
        var interruption = new Interruption(task.TimeBudget, task.Clock, task.IsCancelled, task.Cancellation);
        using var evaluator = Evaluator(task with { IsCancelled = () => interruption.Reason() is not null });
        var found = new CandidateSearch
        {
            Space = task.Space,
            Proposer = Proposer,
            Evaluator = evaluator,
            Data = task.Data,
            Evaluations = Evaluations,
            Seed = task.Seed,
            TimeBudget = task.TimeBudget,
            Interruption = interruption,
            HistoryPath = HistoryPath ?? task.Checkpoints?.File(CheckpointFolder.Candidates),
            Progress = task.Progress,
            Cancellation = task.Cancellation,
            Clock = task.Clock,
        }.Run();
        return new NeuralArchitectureSearchResult
        {
            Architecture = (found.Best ?? WithoutScore(found, task)).Candidate.Architecture,
            Candidates = found.Candidates,
            Outcome = found.Outcome,
            Duration = found.Duration,
            Seed = task.Seed,
        };
    }

    /// <inheritdoc />
    void IDescribedStrategy.AddTo(Fingerprint fingerprint) =>
        fingerprint.Add("strategy", nameof(ProposerStrategy)).Add("proposer", InvariantText.Of(Proposer))
            .Add(nameof(Evaluations), Evaluations)
            .Add("evaluator", Evaluation);

    // What only the stand-ins for the data cause is no fault; what is one shows again in the search.
    private IEvaluator? Tried(SearchTask task)
    {
        try
        {
            return Evaluator(task);
        }
        catch (Exception exception) when (exception is not (ArgumentException or ReturnedNullException))
        {
            return null;
        }
    }

    private IEvaluator Evaluator(SearchTask task) => UserCode.Returned(_evaluator(task), "The function that creates the evaluator");

    // A search that was cancelled before its first score still gives a member of the space, inside of the exception that says so.
    private static EvaluatedCandidate WithoutScore(CandidateSearchResult found, SearchTask task) => found switch
    {
        { Outcome: SearchOutcome.Completed, Candidates: [] } => throw new InvalidOperationException("The proposer proposed no candidate."),
        { Outcome: SearchOutcome.Completed, Candidates: [.., { Result.Failure: var failure }] } => throw new InvalidOperationException(
            $"None of the {found.Candidates.Length} candidates could be evaluated; the last one: {failure}"),
        { Outcome: SearchOutcome.OutOfTime } => throw new TimeoutException(
            $"The time budget of {task.StatedTimeBudget} was used up before a candidate could be evaluated ({found.Candidates.Length} "
            + "failed): no architecture was found. "
            + "A longer time budget or cheaper evaluations help."),
        _ => new(new(task.Space.Draw(new Random(task.Seed))), EvaluationResult.Failed("Not evaluated.")),
    };
}

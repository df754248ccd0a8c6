using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search that evaluates one candidate after the other: the proposer says which, the evaluator how good they are.</summary>
public sealed record CandidateSearch
{
    /// <summary>The architectures to choose from.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required ISearchSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); }

    /// <summary>Which architectures to evaluate.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required IProposer Proposer { get; init => field = Checked.NotNull(value, nameof(Proposer)); }

    /// <summary>How good they are; the search does not own it.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required IEvaluator Evaluator { get; init => field = Checked.NotNull(value, nameof(Evaluator)); }

    /// <summary>
    /// What the evaluator evaluates on. A history notes the number of rows and classes and a hash of all values, and is refused where they
    /// are others.
    /// <see langword="null"/>, the default, leaves that unchecked. The search does not own it.
    /// </summary>
    public TrainingData? Data { get; init; }

    /// <summary>Most evaluations, those of an earlier run of the same search counted. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Evaluations { get; init => field = Checked.Positive(value, nameof(Evaluations)); } = 100;

    /// <summary>The seed that every draw of the proposer comes from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Longest time that the search may take, looked at between candidates and before every step of the proposer's own computations.
    /// Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>
    /// The file that every candidate is appended to as soon as it is evaluated. Where there is one already, the search goes on from its end
    /// to the very
    /// candidates that it would have proposed had it not ended. It is refused where its space, proposer, seed, evaluator or data are not
    /// those of the search, evaluator
    /// and proposer as their text says, which is the name of their type unless they say more. Weights
    /// that candidates share or inherit are kept beside it, in a file whose name ends in <c>.weights</c>. <see langword="null"/>, the
    /// default, keeps none.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? HistoryPath { get; init => field = Checked.NotBlank(value, nameof(HistoryPath)); }

    /// <summary>Observes every candidate. Default: none.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>
    /// Looked at between candidates, before every step of the proposer's own computations, and by the evaluator before every mini-batch.
    /// Default: never cancelled.
    /// </summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Asked between candidates and before every step of the proposer's own computations, for hosts that have no token:
    /// <see langword="true"/> cancels. Default: not asked.
    /// </summary>
    public Func<bool>? IsCancelled { get; init; }

    /// <summary>The clock that durations, estimates and time budgets are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <summary>What ends the search, where its caller already keeps the time. Default: what the options above say.</summary>
    internal Interruption? Interruption { get; init; }

    /// <summary>Searches.</summary>
    /// <returns>
    /// All candidates that were evaluated, in order, those of the history first, until the evaluations are used up, nothing is left to
    /// propose, the time
    /// is up, or the search was cancelled.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The space cannot do what the proposer needs, the evaluator does not know an architecture, or the history is of another search.
    /// </exception>
    /// <exception cref="SearchFailedException">
    /// An error ended the search after its first candidate, such as a full disk; the exception carries the candidates.
    /// </exception>
    /// <exception cref="FormatException">The history is damaged in a line other than its last.</exception>
    /// <exception cref="IOException">Another search writes to the history, or it cannot be opened.</exception>
    public CandidateSearchResult Run()
    {
        using var run = new CandidateSearchRun(this);
        return run.Run();
    }
}

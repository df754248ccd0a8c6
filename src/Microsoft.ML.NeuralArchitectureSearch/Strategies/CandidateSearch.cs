using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search that evaluates one candidate after the other: the proposer says which, the evaluator how good they are.</summary>
public sealed record CandidateSearch
{
    /// <summary>The architectures to choose from.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>Which architectures to evaluate.</summary>
    public required IProposer Proposer { get; init; }

    /// <summary>How good they are; the search does not own it.</summary>
    public required IEvaluator Evaluator { get; init; }

    /// <summary>Most evaluations. Default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int Evaluations { get; init => field = Checked.Positive(value, nameof(Evaluations)); } = 100;

    /// <summary>The seed that every draw of the proposer comes from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Who is told of every candidate. Default: nobody.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Looked at between candidates, and by the evaluator before every mini-batch. Default: never cancelled.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The clock that durations and estimates are measured by. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Searches.</summary>
    /// <returns>All candidates that were evaluated, in order, until the evaluations are used up, nothing is left to propose, or the search was cancelled.</returns>
    /// <exception cref="ArgumentException">The space cannot do what the proposer needs, or the evaluator does not know an architecture.</exception>
    public CandidateSearchResult Run()
    {
        var begin = Clock.GetTimestamp();
        var candidates = ImmutableArray.CreateBuilder<EvaluatedCandidate>();
        var outcome = SearchOutcome.Completed;
        using var run = Proposer.Start(Space, Seed, Progress);
        while (candidates.Count < Evaluations && run.Propose() is [var candidate])
        {
            if (Cancellation.IsCancellationRequested || Evaluate(candidate) is not { } evaluated)
            {
                outcome = SearchOutcome.Cancelled;
                break;
            }

            candidates.Add(evaluated);
            run.Observe(evaluated);
        }

        return new CandidateSearchResult(candidates.ToImmutable(), outcome, Clock.GetElapsedTime(begin));
    }

    private EvaluatedCandidate? Evaluate(Candidate candidate)
    {
        try
        {
            return new(candidate, Evaluator.Evaluate(candidate, Cancellation));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            // A network that does not fit into memory, or whose loss explodes, is a bad candidate, not the end of the search.
            return new(candidate, EvaluationResult.Failed(exception.Message));
        }
    }
}

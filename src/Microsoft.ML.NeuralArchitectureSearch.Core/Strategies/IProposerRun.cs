using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>One search of a proposer: asked for candidates, told how good they are.</summary>
/// <remarks>
/// Its state is a function of the seed and of what was asked and told, in this order. So a search that ended is resumed exactly by going
/// through its
/// history once more: ask, drop the answer, tell what was found then.
/// </remarks>
public interface IProposerRun : IDisposable
{
    /// <summary>Proposes candidates.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    /// <returns>
    /// Candidates to evaluate; fewer than asked for where the proposer needs to know first what became of those it proposed before. None at
    /// all, with
    /// everything observed, where the search is over: there is nothing left to propose.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is zero or negative.</exception>
    /// <exception cref="OperationCanceledException">
    /// The run's context was cancelled. Such a run is in no defined state; only <c>Dispose</c> may be called.
    /// </exception>
    ImmutableArray<Candidate> Propose(int count = 1);

    /// <summary>
    /// Tells how good a candidate is. Nothing is computed here that takes time, and nothing is cancelled: the result of an evaluation is
    /// not lost.
    /// </summary>
    /// <param name="evaluated">A candidate that was proposed, with its result; also one whose evaluation failed.</param>
    /// <exception cref="ArgumentNullException">There is no candidate.</exception>
    /// <exception cref="ArgumentException">The candidate does not belong to the space that is searched.</exception>
    void Observe(EvaluatedCandidate evaluated);
}

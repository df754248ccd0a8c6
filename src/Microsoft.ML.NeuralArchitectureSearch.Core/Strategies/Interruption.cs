using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>All that may end a search over candidates: the user's token, a host that has to be asked, and the time budget.</summary>
/// <param name="budget">The time budget.</param>
/// <param name="clock">The clock that it is measured by, from now on.</param>
/// <param name="isCancelled">Asks the host.</param>
/// <param name="cancellation">The user's token.</param>
internal sealed class Interruption(TimeSpan? budget, TimeProvider clock, Func<bool>? isCancelled, CancellationToken cancellation)
{
    private readonly long _begin = clock.GetTimestamp();

    /// <summary>Why the search must end; <see langword="null"/> where it may go on.</summary>
    public SearchOutcome? Reason()
    {
        if (cancellation.IsCancellationRequested || isCancelled?.Invoke() == true)
        {
            return SearchOutcome.Cancelled;
        }

        return budget is { } time && clock.GetElapsedTime(_begin) >= time ? SearchOutcome.OutOfTime : null;
    }
}

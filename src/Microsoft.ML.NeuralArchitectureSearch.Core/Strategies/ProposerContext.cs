using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Who observes a proposer's own computations, such as the training of a surrogate, and who may end them.</summary>
public sealed record ProposerContext
{
    /// <summary>Receives the events of a proposer that learns. Default: none.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Checked before every step of a computation. Default: never cancelled.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Called before every step of a computation, for hosts without a token and for time budgets: <see langword="true"/> cancels. Default:
    /// not called.
    /// </summary>
    public Func<bool>? IsCancelled { get; init; }

    /// <summary>Ends a computation that was cancelled; to be called before every step.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled, or its time is up.</exception>
    public void ThrowIfCancelled()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (IsCancelled?.Invoke() == true)
        {
            throw new OperationCanceledException("The proposer was cancelled.");
        }
    }
}

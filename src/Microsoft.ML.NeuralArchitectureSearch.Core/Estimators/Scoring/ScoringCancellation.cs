using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Ends a cursor over scored rows when the model's context, or the work that scores them, is cancelled.</summary>
/// <remarks>
/// A context that was cancelled before the cursor was opened does not count: AutoML's runner of pipelines cancels its context after every
/// trial, and the
/// best of the models is used afterwards.
/// </remarks>
internal sealed class ScoringCancellation
{
    private readonly ICancelable? _context;
    private readonly CancellationToken _token;

    /// <param name="environment">The context that the model was trained or loaded in; <see langword="null"/> for none.</param>
    /// <param name="token">The token of the work.</param>
    public ScoringCancellation(IHostEnvironment? environment, CancellationToken token) =>
        (_context, _token) = (environment is ICancelable { IsCanceled: false } context ? context : null, token);

    /// <exception cref="OperationCanceledException">The scoring was cancelled.</exception>
    public void ThrowIfCancelled()
    {
        _token.ThrowIfCancellationRequested();
        if (_context is { IsCanceled: true })
        {
            throw new OperationCanceledException("The scoring was cancelled.");
        }
    }
}

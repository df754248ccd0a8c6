using static System.FormattableString;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>A part of the work resumes from the checkpoint of an earlier run.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began, in the earlier run.</param>
/// <param name="Epoch">The last whole epoch of the earlier run.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="Path">The file of the checkpoint.</param>
public sealed record PhaseResumed(SearchPhase Phase, TimeSpan Elapsed, int Epoch, int Epochs, string Path) : SearchEvent(Phase, Elapsed)
{
    /// <inheritdoc />
    public override string Describe() => Invariant($"{Phase}: resumed from epoch {Epoch} of {Epochs} ({Path}).");
}

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Something that happened in a search or in the training of a network; observe by <see cref="IProgress{T}"/>.</summary>
/// <param name="Phase">The part of the work that the event belongs to.</param>
/// <param name="Elapsed">Time since that part began.</param>
public abstract record SearchEvent(SearchPhase Phase, TimeSpan Elapsed)
{
    /// <summary>Describes the event in a line of a log.</summary>
    /// <returns>The line; <see langword="null"/> for an event that no log mentions.</returns>
    public virtual string? Describe() => null;

    /// <summary>The scale of the progress from here on; <see langword="null"/> for that of an earlier event.</summary>
    internal virtual ProgressScale? Scale => null;

    /// <summary>
    /// The figures that a progress channel shows until the next event; <see langword="null"/> for those of an earlier one.
    /// </summary>
    internal virtual ProgressFigures? Progress => null;

    /// <summary>The figures that a progress channel keeps; <see langword="null"/> for none.</summary>
    internal virtual ProgressFigures? Checkpoint => null;
}

using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of every search and training: seed, observer, cancellation, checkpoints.</summary>
public abstract record EstimatorOptions
{
    private protected EstimatorOptions()
    {
    }

    /// <summary>
    /// The seed of every random draw. <see langword="null"/>, the default, takes the seed of the <see cref="MLContext"/>.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>Observes the work. Default: none. The log of the <see cref="MLContext"/> reports it in any case.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>
    /// Cancels the work at the next row that is read, the next line of a file of word vectors, the next mini-batch, or the next step of a
    /// proposer's own
    /// training. Default: never cancelled.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The clock that durations and time budgets are measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// The folder of the checkpoints, written after every epoch and every candidate. Killed or cancelled work that is started again with
    /// the same
    /// options on the same data resumes from there; on the CPU its result is bit for bit that of uninterrupted work. Default: none.
    /// </summary>
    /// <remarks>
    /// The folder is created if needed and belongs to one run. Checkpoints of a run with other options, other data or another version of
    /// the library are refused
    /// with what differs (<see cref="ArgumentException"/>), damaged ones with their name (<see cref="FormatException"/>). The files stay
    /// when the work is done, so
    /// that nothing is lost before the model is saved: a second start gives the same result at once. Delete the folder afterwards. If no
    /// seed is set, the seed
    /// that was drawn is kept in the folder.
    /// </remarks>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? CheckpointFolder { get; init => field = Checked.NotBlank(value, nameof(CheckpointFolder)); }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>What a strategy is asked to do: the space, the data, the seed, and who watches and may end it.</summary>
public sealed record SearchTask
{
    /// <summary>What to search on, ready to be learned from (images normalised, texts in tokens); the task does not own it.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required TrainingData Data { get; init => field = Checked.NotNull(value, nameof(Data)); }

    /// <summary>The architectures to choose from.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public required ISearchSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); }

    /// <summary>The device that the search runs on. Default: the CPU.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Device Device { get; init => field = Checked.NotNull(value, nameof(Device)); } = CPU;

    /// <summary>The seed that every random draw comes from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Longest time that the search may take; it ends at the mini-batch at which the time is up. Default: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }

    /// <summary>Observes every step, epoch and architecture. Default: none.</summary>
    public IProgress<SearchEvent>? Progress { get; init; }

    /// <summary>Looked at before every mini-batch. Default: never cancelled.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Asked before every mini-batch, for hosts that have no token: <see langword="true"/> cancels. Default: not asked.</summary>
    public Func<bool>? IsCancelled { get; init; }

    /// <summary>The clock that durations, estimates and time budgets are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <summary>The data, for those that can only work on labelled examples.</summary>
    /// <exception cref="ArgumentException">The data are of another kind.</exception>
    internal LabelledData Examples => Data as LabelledData
        ?? throw new ArgumentException(
            $"Labelled examples are needed, {nameof(LabelledData)}; the task's data are a {Data.GetType().Name}.",
            nameof(Data));

    /// <summary>The data, for those that can only work on a text.</summary>
    /// <exception cref="ArgumentException">The data are of another kind.</exception>
    internal TokenSequence Text => Data as TokenSequence
        ?? throw new ArgumentException(
            $"A text is needed, {nameof(TokenSequence)}; the task's data are a {Data.GetType().Name}.",
            nameof(Data));

    /// <summary>
    /// The time budget that the user set: it includes the reading of the data, <see cref="TimeBudget"/> does not. Default: that of the
    /// search.
    /// </summary>
    internal TimeSpan? StatedTimeBudget { get => field ?? TimeBudget; init; }

    /// <summary>The folder of the search's checkpoints. Default: none.</summary>
    internal CheckpointFolder? Checkpoints { get; init; }

    /// <summary>The fingerprint of the search's checkpoints, without settings and data.</summary>
    internal Fingerprint Fingerprint() =>
        Context.Fingerprint().Add("space", InvariantText.Of(Space)).Add("space's networks", (Space as TextCellSpace)?.Network);

    /// <summary>The context of trainings within the search; they write no checkpoints.</summary>
    internal TrainingContext Context => new()
    {
        Device = Device,
        Seed = Seed,
        Progress = Progress,
        Cancellation = Cancellation,
        IsCancelled = IsCancelled,
        Clock = Clock,
    };
}

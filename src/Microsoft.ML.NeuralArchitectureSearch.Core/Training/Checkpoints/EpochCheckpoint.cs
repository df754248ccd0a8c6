using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>Runs epochs with a checkpoint after each, from an earlier checkpoint on.</summary>
/// <param name="file">The file; <see langword="null"/> for no checkpoints.</param>
/// <param name="monitor">Keeps the time and the history.</param>
/// <param name="subject">The object whose state is saved.</param>
internal sealed class EpochCheckpoint(Checkpoint? file, PhaseMonitor monitor, ICheckpointed subject)
{
    private const string Epoch = "epoch";
    private const string Outcome = "outcome";
    private const string History = "history";
    private const string Elapsed = "elapsed";

    private int _epoch;

    /// <summary>Runs the epochs that are left, with a checkpoint after each.</summary>
    /// <param name="epochs">Number of epochs, those of an earlier run counted.</param>
    /// <param name="file">The file; <see langword="null"/> for no checkpoints.</param>
    /// <param name="monitor">Keeps the time and the history.</param>
    /// <param name="subject">The object whose state is saved.</param>
    /// <param name="runEpoch">Runs an epoch, of a number from 1.</param>
    /// <returns>How the last one ended.</returns>
    public static SearchOutcome Run(
        int epochs,
        Checkpoint? file,
        PhaseMonitor monitor,
        ICheckpointed subject,
        Func<int, SearchOutcome> runEpoch)
    {
        var checkpoint = new EpochCheckpoint(file, monitor, subject);
        var (before, ended) = checkpoint.Resume();
        var outcome = ended ?? SearchOutcome.Completed;
        for (var epoch = before + 1; epoch <= epochs && outcome == SearchOutcome.Completed; epoch++)
        {
            outcome = runEpoch(epoch);
            checkpoint.Done(epoch, outcome);
        }

        return outcome;
    }

    // The last whole epoch, 0 for none; and the outcome of a phase that had ended.
    private (int Epoch, SearchOutcome? Ended) Resume()
    {
        if (file?.Before is not { } state)
        {
            return (0, null);
        }

        _epoch = state.Get<int>(Epoch);
        subject.Restore(state);
        TorchRandomState.Restore(state);
        monitor.Resume(_epoch, state.Get<ImmutableArray<EpochRecord>>(History), state.Get<TimeSpan>(Elapsed), file.Path);
        return (_epoch, state.Get<SearchOutcome?>(Outcome));
    }

    // Cancelled work resumes from its last whole epoch; work that ran out of time has ended.
    private void Done(int epoch, SearchOutcome outcome)
    {
        switch (outcome)
        {
            case SearchOutcome.Completed:
                _epoch = epoch;
                Write(outcome: null);
                break;
            case SearchOutcome.OutOfTime:
                Write(outcome);
                break;
        }
    }

    private void Write(SearchOutcome? outcome)
    {
        if (file is null)
        {
            return;
        }

        var state = new CheckpointState();
        subject.Save(state);
        TorchRandomState.Save(state);
        state.Set(Epoch, _epoch);
        state.Set(Outcome, outcome);
        state.Set(History, monitor.History);
        state.Set(Elapsed, monitor.Elapsed);
        file.Replace(state, monitor.Elapsed);
    }
}

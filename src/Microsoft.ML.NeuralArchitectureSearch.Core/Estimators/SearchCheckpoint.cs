using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>The result of a search in a folder of checkpoints: a resumed training needs no second search.</summary>
internal sealed class SearchCheckpoint
{
    private const string Found = "found";

    private readonly SearchTask _task;
    private readonly Checkpoint _file;

    private SearchCheckpoint(SearchTask task, Checkpoint file) => (_task, _file) = (task, file);

    /// <summary>Searches, or reads the result of an earlier search.</summary>
    /// <exception cref="ArgumentException">The folder is of another search.</exception>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static NeuralArchitectureSearchResult Search(ISearchStrategy strategy, SearchTask task)
    {
        if (task.Checkpoints is not { } folder)
        {
            return SearchBy(strategy, task);
        }

        var checkpoint = new SearchCheckpoint(
            task,
            folder.Open(CheckpointFolder.Result, FingerprintOf(strategy, task), null, task.Progress));
        if (checkpoint.Read() is { } before)
        {
            return before;
        }

        checkpoint.Keep(null);
        var found = SearchBy(strategy, task);
        if (found.Outcome != SearchOutcome.Cancelled)
        {
            checkpoint.Keep(found);
        }

        return found;
    }

    /// <summary>Whether a folder holds the result of an earlier search.</summary>
    /// <exception cref="FormatException">The file is damaged, or holds the state of something else.</exception>
    public static bool IsIn(CheckpointFolder folder)
    {
        var path = folder.File(CheckpointFolder.Result);
        if (!File.Exists(path))
        {
            return false;
        }

        var state = CheckpointFile.Read(path).State;
        try
        {
            return state.Get<Contents?>(Found) is not null;
        }
        catch (FormatException exception)
        {
            throw new DamagedCheckpointException(
                $"The checkpoint '{path}' holds no result of a search. Delete it to search anew.",
                exception);
        }
    }

    private static NeuralArchitectureSearchResult SearchBy(ISearchStrategy strategy, SearchTask task) =>
        UserCode.Returned(strategy.Search(task), $"{strategy.GetType().Name}.{nameof(ISearchStrategy.Search)}");

    private static Fingerprint FingerprintOf(ISearchStrategy strategy, SearchTask task)
    {
        var fingerprint = task.Fingerprint().Add(nameof(task.TimeBudget), task.StatedTimeBudget).Add("data", DataText.Of(task.Data));
        if (strategy is IDescribedStrategy described)
        {
            described.AddTo(fingerprint);
        }
        else
        {
            fingerprint.Add("strategy", InvariantText.Of(strategy));
        }

        return fingerprint;
    }

    private NeuralArchitectureSearchResult? Read()
    {
        if (_file.Before?.Get<Contents?>(Found) is not { } found)
        {
            return null;
        }

        _task.Progress?.Report(new SearchResumed(found.Duration, _file.Path));
        return new()
        {
            Architecture = _task.Space.FromJson(found.Architecture),
            History = found.History,
            Candidates = [.. found.Candidates.Select(line => SearchHistoryEntry.FromJson(line, _task.Space).Evaluated)],
            Outcome = found.Outcome,
            Duration = found.Duration,
            Seed = _task.Seed,
        };
    }

    private void Keep(NeuralArchitectureSearchResult? found)
    {
        var state = new CheckpointState();
        state.Set(Found, found is null ? null : Contents.Of(found));
        _file.Replace(state, found?.Duration ?? TimeSpan.Zero);
    }

    private sealed record Contents(
        string Architecture, ImmutableArray<EpochRecord> History, ImmutableArray<string> Candidates, SearchOutcome Outcome,
        TimeSpan Duration)
    {
        public static Contents Of(NeuralArchitectureSearchResult found) => new(
            found.Architecture.ToJson(),
            found.History,
            [.. found.Candidates.Select(candidate => new SearchHistoryEntry(candidate, found.Seed, default).ToJson())],
            found.Outcome,
            found.Duration);
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <content>The search, and the training of its result.</content>
internal sealed partial class FitRun
{
    /// <summary>Looks, before any row is read, whether a search can begin.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="space">The search space.</param>
    /// <param name="standIns">Stand-ins for the data; disposed.</param>
    /// <exception cref="ArgumentException">The strategy cannot search the space, or its settings do not suit data of that size.</exception>
    public void Check(ISearchStrategy strategy, ISearchSpace space, TrainingData standIns)
    {
        using (standIns)
        {
            strategy.Check(new SearchTask { Data = standIns, Space = space, Seed = Context.Seed });
        }
    }

    /// <summary>Searches.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="space">The search space.</param>
    /// <param name="data">The data.</param>
    public NeuralArchitectureSearchResult Search(ISearchStrategy strategy, ISearchSpace space, TrainingData data)
    {
        var found = Logged(() => SearchCheckpoint.Search(strategy, new SearchTask
        {
            Data = data,
            Space = space,
            Device = Context.Device,
            Seed = Context.Seed,
            TimeBudget = TimeLeft,
            StatedTimeBudget = _timeBudget,
            Progress = Context.Progress,
            Cancellation = Context.Cancellation,
            IsCancelled = Context.IsCancelled,
            Clock = Context.Clock,
            Checkpoints = _checkpoints,
        }));
        Info($"Found: {found.Architecture}");
        return found;
    }

    /// <summary>Trains the network of a search's result.</summary>
    /// <exception cref="SearchCancelledException">
    /// The search or the training was cancelled; the exception carries what was found.
    /// </exception>
    /// <exception cref="FinalTrainingException">
    /// An error ended the training, such as a loss that is no longer finite; the exception carries what was found.
    /// </exception>
    public T Train<T>(NeuralArchitectureSearchResult found, Func<T> train)
    {
        if (found.Outcome == SearchOutcome.Cancelled)
        {
            throw new SearchCancelledException(found, Context.Cancellation);
        }

        try
        {
            return Logged(train);
        }
        catch (OperationCanceledException)
        {
            throw new SearchCancelledException(found, Context.Cancellation);
        }
        catch (Exception exception) when (exception is not (RefusedCheckpointException or DamagedCheckpointException))
        {
            throw new FinalTrainingException(found, exception);
        }
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Darts;

/// <summary>
/// What differentiable searches have in common: epochs of steps of α and of w, each on a mini-batch of its own, and what is found in the
/// end.
/// </summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, Algorithm 1.</remarks>
/// <param name="architect">Trains α.</param>
/// <param name="optimizer">Trains w.</param>
/// <param name="monitor">Keeps the time and the history.</param>
/// <param name="discretize">The architecture that α stands for.</param>
internal sealed class BilevelSearch(Architect architect, WeightOptimizer optimizer, PhaseMonitor monitor, Func<Architecture> discretize)
{
    private int _seed;
    private bool _hasStepped;

    /// <summary>What helps where the loss is no longer a finite number.</summary>
    public required string Advice { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="epochs">Number of epochs.</param>
    /// <param name="seed">The seed that the search began with.</param>
    /// <param name="checkpoint">The checkpoint to write after every epoch; <see langword="null"/> for none.</param>
    /// <param name="subject">The object whose state is saved.</param>
    /// <param name="runEpoch">Runs an epoch, of a number from 1, by <see cref="RunEpoch"/>.</param>
    /// <exception cref="TimeoutException">The time budget was used up before the first step.</exception>
    public NeuralArchitectureSearchResult Run(
        int epochs,
        int seed,
        Checkpoint? checkpoint,
        ICheckpointed subject,
        Func<int, SearchOutcome> runEpoch)
    {
        _seed = seed;
        var outcome = RunOrThrowWhatIsFound(() => EpochCheckpoint.Run(epochs, checkpoint, monitor, subject, runEpoch));

        if (outcome == SearchOutcome.OutOfTime && !_hasStepped && monitor.History.IsEmpty)
        {
            throw new TimeoutException("The time budget was used up before the first step of the search: no architecture was found.");
        }

        return new NeuralArchitectureSearchResult
        {
            Architecture = discretize(),
            History = monitor.History,
            Outcome = outcome,
            Duration = monitor.End(outcome),
            Seed = seed,
        };
    }

    /// <summary>Makes a step of α and one of w for every mini-batch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="batches">The mini-batches that w is trained on.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="problemOf">The problem of a mini-batch; called within the dispose scope of its step.</param>
    /// <returns>Why the epoch ended.</returns>
    /// <exception cref="SearchFailedException">The loss or α is no longer finite.</exception>
    public SearchOutcome RunEpoch<T>(int epoch, IEnumerable<T> batches, int count, Func<T, BilevelProblem> problemOf)
    {
        monitor.EpochBegins();
        var (training, validation) = (new RunningFigures(), new RunningFigures());
        var step = 0;
        foreach (var batch in batches)
        {
            if (monitor.Interruption() is { } interruption)
            {
                return interruption;
            }

            using (NewDisposeScope())
            {
                Step(problemOf(batch), training, validation);
            }

            _hasStepped = true;
            monitor.StepDone(epoch, ++step, training, count);
        }

        monitor.EpochDone(epoch, training, validation);
        monitor.GenotypeDerived(epoch, discretize());
        return SearchOutcome.Completed;
    }

    // Before the end of the first epoch there is no result to lose.
    private SearchOutcome RunOrThrowWhatIsFound(Func<SearchOutcome> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is not SearchFailedException && monitor.History.Length > 0)
        {
            throw FailedSearch.Carrying(Failed(), exception);
        }
    }

    private void Step(BilevelProblem problem, RunningFigures training, RunningFigures validation)
    {
        validation.Add(Finite(architect.Step(problem), "validation"));
        if (architect.HasDiverged)
        {
            throw new SearchFailedException(
                $"The architecture parameters are no longer finite numbers. A smaller {nameof(DartsOptions.ArchitectureLearningRate)} "
                + "helps.", Failed());
        }

        var loss = problem.TrainingLoss();
        training.Add(Finite(loss.Figures, "training"));
        optimizer.Step(loss.Loss, problem.Unrolled.LearningRate);
    }

    private BatchFigures Finite(BatchFigures figures, string half) => double.IsFinite(figures.Loss)
        ? figures
        : throw new SearchFailedException($"The {half} loss became {figures.Loss}. {Advice}", Failed());

    private NeuralArchitectureSearchResult Failed() => new()
    {
        Architecture = discretize(),
        History = monitor.History,
        Outcome = SearchOutcome.Failed,
        Duration = monitor.Elapsed,
        Seed = _seed,
    };
}

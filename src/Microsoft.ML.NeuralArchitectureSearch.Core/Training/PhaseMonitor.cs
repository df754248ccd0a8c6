using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>Keeps the time and the history of a search or a training, tells the observer, and says when it is time to stop.</summary>
internal sealed class PhaseMonitor
{
    private readonly PhasePlan _plan;
    private readonly TrainingContext _context;
    private readonly long _begin;
    private readonly ImmutableArray<EpochRecord>.Builder _history = ImmutableArray.CreateBuilder<EpochRecord>();
    private TimeSpan _epochBegin;
    private TimeSpan _before;

    /// <summary>Starts the clock and tells the observer.</summary>
    public PhaseMonitor(PhasePlan plan, TrainingContext context)
    {
        _plan = plan;
        _context = context;
        _begin = context.Clock.GetTimestamp();
        Report(new PhaseStarted(plan.Phase, plan.Epochs, plan.StepsPerEpoch, plan.ParameterCount) { KernelShare = plan.KernelShare });
    }

    /// <summary>Time since the phase began, including that of the resumed run.</summary>
    public TimeSpan Elapsed => _before + _context.Clock.GetElapsedTime(_begin);

    /// <summary>The figures of every whole epoch, in order.</summary>
    public ImmutableArray<EpochRecord> History => _history.ToImmutable();

    /// <summary>Why the phase must end before the next mini-batch, or <see langword="null"/> when it may go on.</summary>
    public SearchOutcome? Interruption()
    {
        if (_context.Cancellation.IsCancellationRequested || _context.IsCancelled?.Invoke() == true)
        {
            return SearchOutcome.Cancelled;
        }

        return _plan.TimeBudget is { } budget && Elapsed >= budget ? SearchOutcome.OutOfTime : null;
    }

    /// <summary>Measures on data held out, unless the phase must end meanwhile.</summary>
    /// <param name="measure">Measures; it is given what it calls before every mini-batch.</param>
    /// <returns>The figures, and why the phase must end; <see langword="null"/> when it may go on.</returns>
    public (RunningFigures Figures, SearchOutcome? Interruption) Measure(Func<Action, RunningFigures> measure)
    {
        SearchOutcome? interruption = null;
        try
        {
            return (measure(Check), null);
        }
        catch (OperationCanceledException) when (interruption is not null)
        {
            return (new(), interruption);
        }

        void Check()
        {
            interruption = Interruption();
            if (interruption is not null)
            {
                throw new OperationCanceledException();
            }
        }
    }

    /// <summary>Continues the time and history of an earlier run, and reports it.</summary>
    /// <param name="epoch">Its last whole epoch.</param>
    /// <param name="history">Its history.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="path">The file that its state is from.</param>
    public void Resume(int epoch, IEnumerable<EpochRecord> history, TimeSpan elapsed, string path)
    {
        _history.AddRange(history);
        _before = elapsed;
        Report(new PhaseResumed(_plan.Phase, Elapsed, epoch, _plan.Epochs, path));
    }

    /// <summary>Notes the begin of an epoch.</summary>
    public void EpochBegins() => _epochBegin = Elapsed;

    /// <summary>Tells of a mini-batch.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="step">Mini-batch of the epoch, from 1.</param>
    /// <param name="figures">The epoch's figures so far.</param>
    /// <param name="steps">Mini-batches of this epoch, where they are not as many as in the plan.</param>
    public void StepDone(int epoch, int step, RunningFigures figures, int? steps = null)
    {
        var elapsed = Elapsed;
        var stepsPerEpoch = steps ?? _plan.StepsPerEpoch;
        Report(new StepCompleted(
            _plan.Phase, elapsed, epoch, step, stepsPerEpoch, figures.Loss, figures
                .Accuracy, Remaining(elapsed, epoch, step, stepsPerEpoch)));
    }

    /// <summary>Records and reports an epoch.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <param name="training">Figures over the images that the weights are trained on.</param>
    /// <param name="validation">Figures over the images held out; empty where there are none.</param>
    public void EpochDone(int epoch, RunningFigures training, RunningFigures validation)
    {
        var elapsed = Elapsed;
        var record = new EpochRecord(
            epoch,
            training.Loss,
            training.Accuracy,
            validation.Any ? validation.Loss : null,
            validation.Any ? validation.Accuracy : null,
            elapsed - _epochBegin);
        _history.Add(record);
        Report(new EpochCompleted(
            _plan.Phase,
            elapsed,
            record,
            _plan.Epochs,
            Remaining(elapsed, epoch, _plan.StepsPerEpoch, _plan.StepsPerEpoch)));
    }

    /// <summary>Tells of the architecture that the search would choose now.</summary>
    public void GenotypeDerived(int epoch, Architecture architecture) => Report(new GenotypeDerived(Elapsed, epoch, architecture));

    /// <summary>Tells of the end.</summary>
    /// <returns>How long the phase took.</returns>
    public TimeSpan End(SearchOutcome outcome)
    {
        var elapsed = Elapsed;
        Report(new PhaseCompleted(_plan.Phase, elapsed, outcome));
        return elapsed;
    }

    private TimeSpan Remaining(TimeSpan elapsed, int epoch, int step, int stepsPerEpoch)
    {
        var done = ((epoch - 1L) * stepsPerEpoch) + step;
        var planned = (long)_plan.Epochs * stepsPerEpoch;
        var estimate = elapsed * ((double)(planned - done) / done);
        var allowed = _plan.TimeBudget - elapsed;
        return allowed < estimate ? TimeSpan.FromTicks(Math.Max(0, allowed.Value.Ticks)) : estimate;
    }

    private void Report(SearchEvent happening) => _context.Progress?.Report(happening);
}

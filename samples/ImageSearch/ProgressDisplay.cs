using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Spectre.Console;

namespace ImageSearch;

/// <summary>A progress bar for each part of the work, with loss, accuracy and the time left.</summary>
internal sealed class ProgressDisplay : IProgress<SearchEvent>
{
    private readonly ProgressContext _context;
    private ProgressTask? _bar;
    private string _title = "";
    private int _epochs;

    private ProgressDisplay(ProgressContext context) => _context = context;

    /// <summary>How long each part took.</summary>
    public Dictionary<SearchPhase, TimeSpan> Durations { get; } = [];

    /// <summary>Does some work and shows its progress.</summary>
    public static T Show<T>(Func<ProgressDisplay, T> work) =>
        AnsiConsole.Progress()
            .AutoClear(false)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn())
            .Start(context => work(new ProgressDisplay(context)));

    /// <inheritdoc />
    public void Report(SearchEvent value)
    {
        switch (value)
        {
            case PhaseStarted started:
                _title = started.Phase == SearchPhase.Search ? "search  " : "training";
                _epochs = started.Epochs;
                _bar = _context.AddTask(_title, maxValue: (double)started.Epochs * started.StepsPerEpoch);
                break;
            case StepCompleted step:
                _bar!.Value = ((step.Epoch - 1.0) * step.StepsPerEpoch) + step.Step;
                _bar.Description =
                    $"{_title} epoch {step.Epoch,2}/{_epochs}  loss {step.Loss:F3}  accuracy {step.Accuracy,6:P1}  "
                    + $"{step.Remaining:m\\:ss} left";
                break;
            case CandidateSearchStarted started:
                _title = "search  ";
                _bar = _context.AddTask(_title, maxValue: started.Count);
                break;
            case CandidateEvaluated candidate:
                _bar!.Value = candidate.Index;
                _bar.Description =
                    $"{_title} candidate {candidate.Index}/{candidate.Count}  score {candidate.Evaluated.Result.Score:F3}"
                    + $"  best {candidate.Best?.Result.Score:F3}  {candidate.Remaining:m\\:ss} left";
                break;
            case PhaseCompleted completed:
                Durations[completed.Phase] = completed.Elapsed;
                _bar!.Value = _bar.MaxValue;
                break;
        }
    }
}

using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Spectre.Console;

namespace TextSearch;

/// <summary>A line for every epoch, and for every tenth candidate.</summary>
internal sealed class ProgressDisplay(string title) : IProgress<SearchEvent>
{
    /// <inheritdoc />
    public void Report(SearchEvent value)
    {
        switch (value)
        {
            case EpochCompleted epoch:
                var (number, loss, accuracy) = (epoch.Record.Epoch, epoch.Record.TrainingLoss, epoch.Record.TrainingAccuracy);
                AnsiConsole.MarkupLineInterpolated(
                    $"[grey]{title}  {epoch.Phase,-8}  epoch {number,2}/{epoch.Epochs}  loss {loss:F3}  accuracy {accuracy:P1}[/]");
                break;
            case CandidateEvaluated { Index: var index } candidate when index % 10 == 0 || index == candidate.Count:
                AnsiConsole.MarkupLineInterpolated(
                    $"[grey]{title}  Search    candidate {index,2}/{candidate.Count}  best {candidate.Best?.Result.Score:F3}[/]");
                break;
        }
    }
}

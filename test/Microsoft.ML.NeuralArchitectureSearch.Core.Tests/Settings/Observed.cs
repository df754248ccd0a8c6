using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Results as texts: exact, and without the durations, which differ from run to run.</summary>
internal static class Observed
{
    public static string Text(IEnumerable<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    public static string Events(RecordedEvents events) => string.Join('\n', events.All.Select(Event).Where(line => line.Length > 0));

    public static string Candidates(IEnumerable<EvaluatedCandidate> candidates) =>
        string.Join('\n', candidates.Select(evaluated => $"{evaluated.Candidate} {Result(evaluated.Result)}"));

    public static string Result(EvaluationResult result) =>
        $"{Text([result.Score])} {result.Failure} {string.Join(' ', result.Costs.Select(cost => $"{cost.Key} {Text([cost.Value])}"))}";

    public static string Found(NeuralArchitectureSearchResult found) =>
        $"{found.Architecture} {found.Outcome} {Candidates(found.Candidates)} "
        + $"{Text(found.History.SelectMany(epoch => new[] { epoch.TrainingLoss, epoch.ValidationLoss ?? 0 }))}";

    /// <summary>The columns of what a model makes of rows, and their values.</summary>
    public static string Scored(ITransformer model, IDataView rows, string? score = null)
    {
        var scored = model.Transform(rows);
        var columns = string.Join(' ', scored.Schema.Select(column => column.Name));
        var values = scored.Schema.GetColumnOrNull(score ?? "Score") is not { } column
            ? ""
            : column.Type is VectorDataViewType
                ? Text(scored.GetColumn<float[]>(column).SelectMany(row => row).Select(value => (double)value))
                : Text(scored.GetColumn<float>(column).Select(value => (double)value));
        return $"{columns}\n{values}";
    }

    private static string Event(SearchEvent happened) => happened switch
    {
        PhaseStarted started => $"{started}",
        EpochCompleted epoch => $"{epoch.Phase} {epoch.Record.Epoch} {Text([epoch.Record.TrainingLoss, epoch.Record.ValidationLoss ?? 0])}",
        PhaseCompleted completed => $"{completed.Phase} {completed.Outcome}",
        CandidateEvaluated candidate => Candidates([candidate.Evaluated]),
        _ => "",
    };
}

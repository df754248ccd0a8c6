using System.Globalization;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>What events say in a log.</summary>
internal static class EventLines
{
    /// <summary>The line of an event; <see langword="null"/> for events that a log has no line for.</summary>
    public static string? Describe(SearchEvent value) => value switch
    {
        PhaseStarted started => Text(
            $"{started.Phase} of {started.Epochs} epochs, {started.StepsPerEpoch} mini-batches each; {started.ParameterCount:N0} weights, ")
            + Engine(started.KernelShare),
        PhaseResumed resumed => Text($"{resumed.Phase}: resumed from epoch {resumed.Epoch} of {resumed.Epochs} ({resumed.Path})."),
        SearchResumed resumed => $"Search: resumed from its end, after {Time(resumed.Elapsed)} ({resumed.Path}).",
        CandidateSearchStarted started => Text($"Search of {started.Count} candidates."),
        EpochCompleted epoch => Describe(epoch),
        CandidateEvaluated candidate => Describe(candidate),
        HistoryReplayed replayed => Text($"Search: goes on after {replayed.Replayed} of {replayed.Count} candidates of the history{Best(replayed.Best)}."),
        GenotypeDerived derived => $"Architecture after epoch {derived.Epoch}: {derived.Genotype}",
        NaoGenerationTrained trained => Describe(trained),
        SurrogateTrained trained => Describe(trained),
        ControllerTrained trained => Describe(trained),
        SearchWarning warning => warning.Message,
        PhaseCompleted completed => $"{completed.Phase} {Describe(completed.Outcome)} after {Time(completed.Elapsed)}.",
        _ => null,
    };

    /// <summary>The score of a candidate; <see langword="null"/> where it has none.</summary>
    public static double? ScoreOf(EvaluatedCandidate? evaluated) => evaluated is { Result: { Failure: null, Score: var score } } ? score : null;

    private static string Engine(double kernelShare) => kernelShare switch
    {
        0 => "computed by TorchSharp's operations.",
        1 => "computed by the fused kernels.",
        _ => Text($"{kernelShare:P0} of the multiply-adds computed by the fused kernels, the rest by TorchSharp's operations."),
    };

    private static string Describe(EpochCompleted epoch)
    {
        var (record, left) = (epoch.Record, epoch.Remaining);
        var line = Text($"{epoch.Phase}: epoch {record.Epoch} of {epoch.Epochs}: loss {record.TrainingLoss:F4}, accuracy {record.TrainingAccuracy:P2}");
        if (record.ValidationLoss is { } loss && record.ValidationAccuracy is { } accuracy)
        {
            line += Text($", validation loss {loss:F4}, validation accuracy {accuracy:P2}");
        }

        return $"{line}; {Time(left)} left.";
    }

    private static string Describe(CandidateEvaluated candidate)
    {
        var result = candidate.Evaluated.Result;
        var end = result.Failure is { } failure ? $"failed: {failure}" : Text($"score {result.Score:F4}");
        return Text($"Search: candidate {candidate.Index} of {candidate.Count}: {end}{Best(candidate.Best)}; {Time(candidate.Remaining)} left. ")
            + candidate.Evaluated.Candidate.Architecture;
    }

    private static string Describe(NaoGenerationTrained trained)
    {
        var forecast = trained.ForecastAccuracy is { } accuracy ? Text($", {accuracy:P1} of those that were new to it") : "";
        return Text($"Search: generation {trained.Generation}, model of {trained.Architectures} architectures: {trained.Quality.PairwiseAccuracy:P1} of the pairs ")
            + Text($"in order{forecast}, {trained.Quality.ReconstructionDistance:F2} tokens read back otherwise.");
    }

    private static string Describe(SurrogateTrained trained)
    {
        var forecast = trained.ForecastAccuracy is { } accuracy ? Text($": {accuracy:P1} of the pairs of the last generation foreseen in order") : "";
        return Text($"Search: generation {trained.Generation}, surrogate of {trained.Architectures} architectures{forecast}.");
    }

    private static string Describe(ControllerTrained trained)
    {
        var score = trained.MeanScore is { } mean ? Text($"mean score {mean:F4}, ") : "";
        return Text($"Search: generation {trained.Generation}, controller learned from the one before: {score}entropy {trained.Entropy:F2} nats.");
    }

    private static string Describe(SearchOutcome outcome) => outcome switch
    {
        SearchOutcome.OutOfTime => "ended by its time budget",
        SearchOutcome.Cancelled => "cancelled",
        SearchOutcome.Failed => "failed",
        _ => "completed",
    };

    private static string Best(EvaluatedCandidate? best) => ScoreOf(best) is { } score ? Text($", best {score:F4}") : "";

    private static string Time(TimeSpan time) => Text($"{time:h\\:mm\\:ss}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>Something that happened in a search or in the training of a network; observe by <see cref="IProgress{T}"/>.</summary>
/// <param name="Phase">The part of the work that the event belongs to.</param>
/// <param name="Elapsed">Time since that part began.</param>
public abstract record SearchEvent(SearchPhase Phase, TimeSpan Elapsed);

/// <summary>A part of the work began.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="StepsPerEpoch">Number of mini-batches in an epoch.</param>
/// <param name="ParameterCount">Number of trainable weights of the network that is about to be trained.</param>
public sealed record PhaseStarted(SearchPhase Phase, int Epochs, int StepsPerEpoch, long ParameterCount)
    : SearchEvent(Phase, TimeSpan.Zero)
{
    /// <summary>
    /// Share of the network's multiply-adds that the fused kernels of the CPU compute, 0 to 1; TorchSharp's operations compute the rest. Default 0.
    /// </summary>
    public double KernelShare { get; init; }
}

/// <summary>A part of the work resumes from the checkpoint of an earlier run.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began, in the earlier run.</param>
/// <param name="Epoch">The last whole epoch of the earlier run.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="Path">The file of the checkpoint.</param>
public sealed record PhaseResumed(SearchPhase Phase, TimeSpan Elapsed, int Epoch, int Epochs, string Path) : SearchEvent(Phase, Elapsed);

/// <summary>The result of a search that an earlier run had completed was read from its checkpoint.</summary>
/// <param name="Elapsed">How long the search took, in the earlier run.</param>
/// <param name="Path">The file of the checkpoint.</param>
public sealed record SearchResumed(TimeSpan Elapsed, string Path) : SearchEvent(SearchPhase.Search, Elapsed);

/// <summary>A mini-batch was worked through.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Step">Mini-batch of the epoch, from 1.</param>
/// <param name="StepsPerEpoch">Number of mini-batches in an epoch.</param>
/// <param name="Loss">Mean cross-entropy of the epoch so far, in nats.</param>
/// <param name="Accuracy">Share of the epoch's images classified rightly so far, 0 to 1.</param>
/// <param name="Remaining">Estimated time to the end of the phase.</param>
public sealed record StepCompleted(
    SearchPhase Phase, TimeSpan Elapsed, int Epoch, int Step, int StepsPerEpoch, double Loss, double Accuracy, TimeSpan Remaining)
    : SearchEvent(Phase, Elapsed);

/// <summary>An epoch ended.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Record">The epoch's figures.</param>
/// <param name="Epochs">Number of epochs planned.</param>
/// <param name="Remaining">Estimated time to the end of the phase.</param>
public sealed record EpochCompleted(SearchPhase Phase, TimeSpan Elapsed, EpochRecord Record, int Epochs, TimeSpan Remaining)
    : SearchEvent(Phase, Elapsed);

/// <summary>The architecture that the search would choose now; sent after every epoch of a search, so that nothing found is lost.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Genotype">The architecture.</param>
public sealed record GenotypeDerived(TimeSpan Elapsed, int Epoch, Architecture Genotype) : SearchEvent(SearchPhase.Search, Elapsed);

/// <summary>A search over candidates began.</summary>
/// <param name="Count">Number of evaluations planned.</param>
public sealed record CandidateSearchStarted(int Count) : SearchEvent(SearchPhase.Search, TimeSpan.Zero);

/// <summary>A search over candidates took over what an earlier run of it had evaluated.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Replayed">Number of candidates in the history.</param>
/// <param name="Count">Number of evaluations planned, those of the history counted.</param>
/// <param name="Best">The best of them; <see langword="null"/> where none has a score.</param>
public sealed record HistoryReplayed(TimeSpan Elapsed, int Replayed, int Count, EvaluatedCandidate? Best) : SearchEvent(SearchPhase.Search, Elapsed);

/// <summary>A candidate was evaluated.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Index">Which candidate, from 1, those of the history counted.</param>
/// <param name="Count">Number of evaluations planned.</param>
/// <param name="Evaluated">The candidate, with its score and costs, or with the reason why it has none.</param>
/// <param name="Best">The best candidate so far; <see langword="null"/> where none has a score.</param>
/// <param name="Remaining">Estimated time to the end of the search.</param>
public sealed record CandidateEvaluated(TimeSpan Elapsed, int Index, int Count, EvaluatedCandidate Evaluated, EvaluatedCandidate? Best, TimeSpan Remaining)
    : SearchEvent(SearchPhase.Search, Elapsed);

/// <summary>Something that the user ought to know, though the search goes on.</summary>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Message">What happened.</param>
public sealed record SearchWarning(TimeSpan Elapsed, string Message) : SearchEvent(SearchPhase.Search, Elapsed);

/// <summary>A part of the work ended.</summary>
/// <param name="Phase">The part of the work.</param>
/// <param name="Elapsed">Time since that part began.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record PhaseCompleted(SearchPhase Phase, TimeSpan Elapsed, SearchOutcome Outcome) : SearchEvent(Phase, Elapsed);

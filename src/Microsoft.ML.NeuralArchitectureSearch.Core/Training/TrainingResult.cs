using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>How the training of a network went.</summary>
/// <param name="History">The figures of every whole epoch, in order.</param>
/// <param name="Outcome">How the training ended.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record TrainingResult(ImmutableArray<EpochRecord> History, SearchOutcome Outcome, TimeSpan Duration);

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A search could not go on, because its loss was no longer a finite number; what it had found until then is here.</summary>
public sealed class SearchFailedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what helps.</param>
    /// <param name="lastGenotype">The architecture that the search would have chosen before it failed.</param>
    /// <param name="history">The figures of every whole epoch, in order.</param>
    public SearchFailedException(string message, Architecture lastGenotype, ImmutableArray<EpochRecord> history)
        : base(message)
    {
        LastGenotype = lastGenotype;
        History = history;
    }

    /// <summary>The architecture that the search would have chosen before it failed.</summary>
    public Architecture LastGenotype { get; }

    /// <summary>The figures of every whole epoch before the failure, in order.</summary>
    public ImmutableArray<EpochRecord> History { get; }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Monitoring;

/// <summary>The part of the work that an event belongs to.</summary>
public enum SearchPhase
{
    /// <summary>The architecture is being searched.</summary>
    Search,

    /// <summary>The found network is being trained.</summary>
    Training,
}

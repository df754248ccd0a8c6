using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A strategy that lists the settings that its result depends on.</summary>
internal interface IDescribedStrategy : ISearchStrategy
{
    /// <summary>Adds its settings.</summary>
    void AddTo(Fingerprint fingerprint);
}

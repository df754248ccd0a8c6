using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>A strategy that says what its result depends on, beside the task.</summary>
internal interface IDescribedStrategy : ISearchStrategy
{
    /// <summary>Adds its settings.</summary>
    void AddTo(Fingerprint fingerprint);
}

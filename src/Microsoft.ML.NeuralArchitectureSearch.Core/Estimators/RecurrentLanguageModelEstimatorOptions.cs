using Microsoft.ML.NeuralArchitectureSearch.Networks;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of the training of a language model of a given recurrent cell. What is not set scales with the data.</summary>
public sealed record RecurrentLanguageModelEstimatorOptions : LanguageModelEstimatorOptions
{
    /// <summary>Size and dropout of the network. <see langword="null"/>, the default, suits the data.</summary>
    public LanguageModelOptions? Network { get; init; }
}

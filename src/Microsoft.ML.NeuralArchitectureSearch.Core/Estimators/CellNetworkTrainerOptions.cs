using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of the training of a network of given cells. What is not set scales with the data.</summary>
public sealed record CellNetworkTrainerOptions : ClassifierEstimatorOptions
{
    /// <summary>Settings that are the defaults.</summary>
    public CellNetworkTrainerOptions()
        : base(featureColumnName: "Features")
    {
    }

    /// <summary>Size of the images. Only needed where the type of the column does not tell it.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>Size of the network. <see langword="null"/>, the default, suits the data.</summary>
    public CellNetworkOptions? Network { get; init; }

    /// <summary>How the network is trained. <see langword="null"/>, the default, suits the data.</summary>
    public TrainingOptions? Training { get; init; }
}

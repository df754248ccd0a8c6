using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The network of an architecture at its full size, as data: from it the network is built to be trained, and built again to be loaded.</summary>
internal abstract record FinalNetwork
{
    /// <summary>What the network is built of.</summary>
    public abstract Architecture Architecture { get; }

    /// <summary>Refuses weights that cannot be those of the network, in time and memory that the size of the file bounds.</summary>
    /// <param name="weights">The weights, looked through.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    /// <exception cref="FormatException">There are too few weights.</exception>
    /// <exception cref="ArgumentException">The network cannot be built.</exception>
    public abstract void Check(SavedWeights weights, MapShape shape, int classCount);

    /// <summary>Builds the network, its weights drawn from torch's generator.</summary>
    /// <param name="shape">Size of the images.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    public abstract ClassifierNetwork Build(MapShape shape, int classCount);
}

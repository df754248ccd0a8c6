using Microsoft.ML.NeuralArchitectureSearch.Graphs;
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

    /// <summary>
    /// Whether rows whose image cannot be read are left out, with a warning that names them: files that are missing, empty or damaged,
    /// paths that are empty.
    /// Default <see langword="false"/>: such a row is an error.
    /// </summary>
    public bool SkipsUnreadableImages { get; init; }

    /// <summary>Size of the images. Only needed where the type of the column does not tell it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is zero or negative, or the image has too many values.</exception>
    public MapShape? Shape { get; init => field = value is { } shape ? Checked.Shape(shape, nameof(Shape)) : null; }

    /// <summary>Size of the network. <see langword="null"/>, the default, suits the data.</summary>
    public CellNetworkOptions? Network { get; init; }

    /// <summary>How the network is trained. <see langword="null"/>, the default, suits the data.</summary>
    public TrainingOptions? Training { get; init; }
}

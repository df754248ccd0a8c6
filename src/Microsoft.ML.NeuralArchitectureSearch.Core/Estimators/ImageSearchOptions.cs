using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>Settings of an architecture search over images. What is not set scales with the data.</summary>
public sealed record ImageSearchOptions : ClassifierEstimatorOptions
{
    /// <summary>Settings that are the defaults.</summary>
    public ImageSearchOptions()
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

    /// <summary>What may be found. Default: the cells of DARTS.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public ISearchSpace Space { get; init => field = Checked.NotNull(value, nameof(Space)); } = new DartsCellSpace();

    /// <summary>How to search. <see langword="null"/>, the default, is DARTS at a size that suits the data.</summary>
    public ISearchStrategy? Strategy { get; init; }

    /// <summary>Size of the final network. <see langword="null"/>, the default, suits the data.</summary>
    public CellNetworkOptions? FinalNetwork { get; init; }

    /// <summary>How the final network is trained. <see langword="null"/>, the default, suits the data.</summary>
    public TrainingOptions? Training { get; init; }

    /// <summary>
    /// Longest time of the search, including the reading of the data; the best architecture found until then is used. Without one, a
    /// <see cref="TimeoutException"/> is thrown. Default: no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public TimeSpan? TimeBudget { get; init => field = Checked.Positive(value, nameof(TimeBudget)); }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML;

/// <summary>Neural architecture search on the catalog of AutoML, <c>mlContext.Auto()</c>.</summary>
public static class NeuralArchitectureAutoCatalog
{
    /// <summary>Searches the architecture of an image classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The catalog of AutoML: <c>mlContext.Auto()</c>.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static NeuralArchitectureEstimator NeuralArchitecture(this AutoCatalog catalog, ImageSearchOptions options) =>
        TrainersOf(catalog).NeuralArchitecture(options);

    /// <summary>Searches the architecture of an image classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The catalog of AutoML: <c>mlContext.Auto()</c>.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column.</param>
    /// <param name="shape">Size of the images, only needed where the type of the column does not tell it.</param>
    /// <param name="strategy">How to search; by default DARTS at a size that suits the data.</param>
    /// <param name="finalNetwork">Size of the final network; by default one that suits the data.</param>
    /// <param name="training">How the final network is trained; by default in a way that suits the data.</param>
    /// <param name="timeBudget">Longest time of the search, including the reading of the data; by default there is no limit.</param>
    /// <param name="progress">Observes the search and the training.</param>
    /// <param name="seed">The seed of every random draw; by default the context's.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is empty, or the time budget is zero or negative.</exception>
    public static NeuralArchitectureEstimator NeuralArchitecture(
        this AutoCatalog catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null,
        ISearchStrategy? strategy = null,
        CellNetworkOptions? finalNetwork = null,
        TrainingOptions? training = null,
        TimeSpan? timeBudget = null,
        IProgress<SearchEvent>? progress = null,
        int? seed = null) =>
        TrainersOf(catalog).NeuralArchitecture(
            labelColumnName, featureColumnName, shape, strategy, finalNetwork, training, timeBudget, progress, seed);

    /// <summary>Searches the architecture of a text classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The catalog of AutoML: <c>mlContext.Auto()</c>.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TextSearchEstimator NeuralArchitecture(this AutoCatalog catalog, TextSearchOptions options) =>
        TrainersOf(catalog).NeuralArchitecture(options);

    /// <summary>Searches the recurrent cell of a language model, then trains the model that was found.</summary>
    /// <param name="catalog">The catalog of AutoML: <c>mlContext.Auto()</c>.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static LanguageModelEstimator NeuralArchitecture(this AutoCatalog catalog, LanguageModelSearchOptions options) =>
        ContextOf(catalog).Transforms.Text.NeuralArchitecture(options);

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers TrainersOf(AutoCatalog catalog) =>
        ContextOf(catalog).MulticlassClassification.Trainers;

    private static MLContext ContextOf(AutoCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return ContextField(catalog);
    }

    // AutoCatalog keeps its context to itself.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_context")]
    private static extern ref MLContext ContextField(AutoCatalog catalog);
}

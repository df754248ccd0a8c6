using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks;
using Microsoft.ML.NeuralArchitectureSearch.Graphs.Blocks.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using static Microsoft.ML.MulticlassClassificationCatalog;

namespace Microsoft.ML;

/// <summary>The front door: neural architecture search on <see cref="MLContext"/>'s catalogs.</summary>
public static class NeuralArchitectureCatalog
{
    /// <summary>Searches the architecture of an image classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static NeuralArchitectureEstimator NeuralArchitecture(this MulticlassClassificationTrainers catalog, ImageSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);

        return new NeuralArchitectureEstimator(catalog.GetEnvironment(), options);
    }

    /// <summary>Searches the architecture of an image classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
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
        this MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null,
        ISearchStrategy? strategy = null,
        CellNetworkOptions? finalNetwork = null,
        TrainingOptions? training = null,
        TimeSpan? timeBudget = null,
        IProgress<SearchEvent>? progress = null,
        int? seed = null) =>
        NeuralArchitecture(catalog, new ImageSearchOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Shape = shape,
            Strategy = strategy,
            FinalNetwork = finalNetwork,
            Training = training,
            TimeBudget = timeBudget,
            Progress = progress,
            Seed = seed,
        });

    /// <summary>Trains the image classifier that is built of given cells.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="genotype">The cells, found by a search or published.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The cells name an operation that is not known.</exception>
    public static CellNetworkTrainer CellNetwork(
        this MulticlassClassificationTrainers catalog, Genotype genotype, CellNetworkTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        foreach (var edge in genotype.Normal.Nodes.Concat(genotype.Reduction.Nodes).SelectMany(edges => edges))
        {
            OperationBlocks.Find(edge.Operation);
        }

        return new CellNetworkTrainer(catalog.GetEnvironment(), space: null, genotype, options);
    }

    /// <summary>Trains the image classifier that is built of given cells.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="genotype">The cells, found by a search or published.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column.</param>
    /// <param name="shape">Size of the images, only needed where the type of the column does not tell it.</param>
    /// <param name="network">Size of the network; by default one that suits the data.</param>
    /// <param name="training">How the network is trained; by default in a way that suits the data.</param>
    /// <param name="progress">Observes the training.</param>
    /// <param name="seed">The seed of every random draw; by default the context's.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog or the genotype is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is empty, or the cells name an operation that is not known.</exception>
    public static CellNetworkTrainer CellNetwork(
        this MulticlassClassificationTrainers catalog,
        Genotype genotype,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null,
        CellNetworkOptions? network = null,
        TrainingOptions? training = null,
        IProgress<SearchEvent>? progress = null,
        int? seed = null) =>
        CellNetwork(catalog, genotype, new CellNetworkTrainerOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Shape = shape,
            Network = network,
            Training = training,
            Progress = progress,
            Seed = seed,
        });

    /// <summary>Trains the image classifier that a given architecture stands for.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="space">The space that the architecture belongs to: it describes the network.</param>
    /// <param name="architecture">The architecture, such as one that a search found.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The architecture does not belong to the space.</exception>
    public static CellNetworkTrainer ArchitectureNetwork(
        this MulticlassClassificationTrainers catalog, ISearchSpace space, Architecture architecture, CellNetworkTrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        if (!space.Contains(architecture))
        {
            throw new ArgumentException($"The architecture does not belong to the space {space}: {architecture}", nameof(architecture));
        }

        return new CellNetworkTrainer(catalog.GetEnvironment(), space, architecture, options);
    }

    /// <summary>Trains the image classifier that a given architecture stands for.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="space">The space that the architecture belongs to: it describes the network.</param>
    /// <param name="architecture">The architecture, such as one that a search found.</param>
    /// <param name="labelColumnName">Name of the label column, a key.</param>
    /// <param name="featureColumnName">Name of the column of images: <c>Vector&lt;Single, C, H, W&gt;</c>, or an image column.</param>
    /// <param name="shape">Size of the images, only needed where the type of the column does not tell it.</param>
    /// <param name="network">
    /// Size of the network; by default the space's own, or one that suits the data where it is a network of cells.
    /// </param>
    /// <param name="training">How the network is trained; by default in a way that suits the data.</param>
    /// <param name="progress">Observes the training.</param>
    /// <param name="seed">The seed of every random draw; by default the context's.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog, the space or the architecture is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A name is empty, or the architecture does not belong to the space.</exception>
    public static CellNetworkTrainer ArchitectureNetwork(
        this MulticlassClassificationTrainers catalog,
        ISearchSpace space,
        Architecture architecture,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        MapShape? shape = null,
        CellNetworkOptions? network = null,
        TrainingOptions? training = null,
        IProgress<SearchEvent>? progress = null,
        int? seed = null) =>
        ArchitectureNetwork(catalog, space, architecture, new CellNetworkTrainerOptions
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Shape = shape,
            Network = network,
            Training = training,
            Progress = progress,
            Seed = seed,
        });

    /// <summary>Searches the architecture of a text classifier, then trains the network that was found.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static TextSearchEstimator NeuralArchitecture(this MulticlassClassificationTrainers catalog, TextSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);

        return new TextSearchEstimator(catalog.GetEnvironment(), options);
    }

    /// <summary>Searches the recurrent cell of a language model, then trains the model that was found.</summary>
    /// <param name="catalog">The transforms of texts: <c>mlContext.Transforms.Text</c>.</param>
    /// <param name="options">The settings.</param>
    /// <returns>An estimator; fitting it searches and trains.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static LanguageModelEstimator NeuralArchitecture(
        this TransformsCatalog.TextTransforms catalog,
        LanguageModelSearchOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);

        return new LanguageModelEstimator(catalog.GetEnvironment(), options);
    }

    /// <summary>Trains the text classifier that is built of given cells.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="space">The space that the cells belong to, with the size of the network.</param>
    /// <param name="genotype">The cells, such as a search found them.</param>
    /// <param name="options">The settings; by default the defaults.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog, the space or the genotype is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The cells do not belong to the space.</exception>
    public static TextNetworkTrainer TextNetwork(
        this MulticlassClassificationTrainers catalog, TextCellSpace space, Genotype genotype, TextNetworkTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(genotype);
        if (!space.Contains(genotype))
        {
            throw new ArgumentException($"The cells do not belong to the space {space}: {genotype}", nameof(genotype));
        }

        return new TextNetworkTrainer(
            catalog.GetEnvironment(), genotype, (words, size) => (space with { Input = words }).Describe(genotype, size), options ?? new());
    }

    /// <summary>Trains a text classifier that is described layer by layer.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="name">What the network is called.</param>
    /// <param name="describe">
    /// Describes it: from numbers of tokens <c>[1, 1, L]</c>, of the number of words given, to logits, for the number of classes given. It
    /// is asked once before any row is
    /// read, for two words and texts of one token. <see cref="TextBlocks"/> has what such networks begin and end with.
    /// </param>
    /// <param name="options">The settings; by default the defaults.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog or the description is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static TextNetworkTrainer TextNetwork(
        this MulticlassClassificationTrainers catalog,
        string name,
        Func<TextInput, NetworkSize, NetworkGraph> describe,
        TextNetworkTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(describe);
        return new TextNetworkTrainer(catalog.GetEnvironment(), new DescribedNetwork(name), describe, options ?? new());
    }

    /// <summary>Trains the text classifier that is built of a recurrent cell, which reads every text in both directions.</summary>
    /// <param name="catalog">The trainers of multiclass classification.</param>
    /// <param name="genotype">The cell, found by a search or published (<see cref="PublishedRecurrentGenotypes"/>).</param>
    /// <param name="network">Size of the network; by default the defaults.</param>
    /// <param name="options">The settings; by default the defaults.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog or the genotype is <see langword="null"/>.</exception>
    public static TextNetworkTrainer RecurrentCellNetwork(
        this MulticlassClassificationTrainers catalog,
        RecurrentGenotype genotype,
        RecurrentTextOptions? network = null,
        TextNetworkTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(genotype);
        var size = network ?? new RecurrentTextOptions();
        return new TextNetworkTrainer(
            catalog.GetEnvironment(), genotype, (words, length) => RecurrentTextGraph.Of(genotype, words, size, length), options ?? new());
    }

    /// <summary>
    /// Trains the language model of a given recurrent cell: the perplexity of texts, and the words that most likely follow them.
    /// </summary>
    /// <param name="catalog">The transforms of texts: <c>mlContext.Transforms.Text</c>.</param>
    /// <param name="genotype">The cell, found by a search or published (<see cref="PublishedRecurrentGenotypes"/>).</param>
    /// <param name="options">The settings; by default the defaults.</param>
    /// <returns>An estimator; fitting it trains.</returns>
    /// <exception cref="ArgumentNullException">The catalog or the genotype is <see langword="null"/>.</exception>
    public static RecurrentLanguageModelEstimator RecurrentLanguageModel(
        this TransformsCatalog.TextTransforms catalog, RecurrentGenotype genotype, RecurrentLanguageModelEstimatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(genotype);
        return new RecurrentLanguageModelEstimator(catalog.GetEnvironment(), genotype, options ?? new());
    }
}

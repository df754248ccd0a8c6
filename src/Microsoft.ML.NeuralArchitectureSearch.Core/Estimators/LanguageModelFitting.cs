using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// From texts and a recurrent cell to a transformer: the part of the way that a search and the training of a given cell share.
/// </summary>
/// <param name="Options">The settings.</param>
/// <param name="Network">Size and dropout of the network; <see langword="null"/> for what suits the data.</param>
internal sealed record LanguageModelFitting(LanguageModelEstimatorOptions Options, LanguageModelOptions? Network)
{
    private readonly LanguageModelColumnNames _columns = Options.Columns;

    /// <summary>What the columns look like before there is a model.</summary>
    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    public SchemaShape AddTo(SchemaShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return LanguageModelColumns.AddTo(input, _columns);
    }

    /// <exception cref="ArgumentException">The column is missing or no text.</exception>
    public void CheckColumn(IDataView input) => TextColumns.FeaturesOf(input.Schema, Options.FeatureColumnName);

    /// <summary>Reads the words and the tokens of a view.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    public Corpus Read(IDataView input, FitRun run) =>
        run.Read(input, TextColumns.FeaturesOf(input.Schema, Options.FeatureColumnName), Options);

    /// <summary>Builds and trains the network.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public LanguageModelTransformer Train(
        RecurrentGenotype genotype,
        Corpus corpus,
        FitRun run,
        NeuralArchitectureSearchResult? found = null)
    {
        var context = run.Context;
        var size = (Network ?? new LanguageModelOptions()).ScaledTo(corpus.Training.Count);
        var (network, training) = run.Logged(() => FinalTraining.Run(
            genotype, size, corpus.Training, corpus.Validation, Options.Training ?? new LanguageModelTrainingOptions(), context));
        if (training.Outcome == SearchOutcome.Cancelled)
        {
            network.Dispose();
            throw new OperationCanceledException("The training was cancelled.", context.Cancellation);
        }

        var contents = new LanguageModelContents
        {
            Columns = _columns,
            NextWordCount = Options.NextWordCount,
            Tokenizer = Options.Tokenizer,
            Vocabulary = corpus.Vocabulary,
            Genotype = genotype,
            Network = size,
            KernelThreads = Options.Training?.KernelThreads,
            TrainingHistory = training.History,
            SearchResult = found,
        };
        return new LanguageModelTransformer(
            contents, new LanguageModelPredictor(network, corpus.Vocabulary.Find(Corpus.EndWord), context.Device, contents.KernelThreads))
        {
            Environment = run.Host,
        };
    }
}

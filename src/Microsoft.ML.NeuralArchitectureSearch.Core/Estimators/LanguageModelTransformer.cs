using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A trained language model: adds to each row the perplexity of its text and the words that most likely follow it.</summary>
/// <remarks>
/// Each row is a text of its own. The network lives in native memory until it is disposed. Predictions of several threads are computed at
/// once, on the same
/// weights, and are those of one thread to the bit. Small work, such as a short text, is computed by the calling thread alone.
/// </remarks>
public sealed partial class LanguageModelTransformer : ITransformer, IDisposable
{
    private readonly LanguageModelContents _model;
    private readonly LanguageModelPredictor _predictor;

    internal LanguageModelTransformer(LanguageModelContents model, LanguageModelPredictor predictor)
    {
        _model = model;
        _predictor = predictor;
        ParameterCount = predictor.ParameterCount;
    }

    /// <summary>The recurrent cell of the network.</summary>
    public RecurrentGenotype Genotype => _model.Genotype;

    /// <summary>Size of the network.</summary>
    public LanguageModelOptions Network => _model.Network;

    /// <summary>How texts are cut into tokens.</summary>
    public TextTokenizer Tokenizer => _model.Tokenizer;

    /// <summary>The words that the network knows.</summary>
    public Vocabulary Vocabulary => _model.Vocabulary;

    /// <summary>Number of trainable weights of the network.</summary>
    public long ParameterCount { get; }

    /// <summary>The figures of every epoch of the training, in order.</summary>
    public ImmutableArray<EpochRecord> TrainingHistory => _model.TrainingHistory;

    /// <summary>
    /// What the search found; <see langword="null"/> where the cell was given. A model file does not hold its candidates.
    /// </summary>
    public NeuralArchitectureSearchResult? SearchResult => _model.SearchResult;

    /// <inheritdoc />
    public bool IsRowToRowMapper => true;

    /// <summary>Whether the kernels compute the scores.</summary>
    internal bool UsesKernels => _predictor.UsesKernels;

    /// <summary>The context that the model was trained or loaded in: its cancellation ends scoring.</summary>
    internal IHostEnvironment? Environment { get; init; }

    /// <summary>The schema of scored data.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the perplexity and the next words.</returns>
    /// <exception cref="ArgumentException">The text column is missing or no text.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScorerOf(inputSchema).OutputSchema;
    }

    /// <summary>Adds the perplexity and the next words. Many rows go through the network at once.</summary>
    /// <param name="input">Texts.</param>
    /// <returns>
    /// A view that computes while a cursor moves over it; the cursor ends in an <see cref="OperationCanceledException"/> if the model's
    /// context is cancelled meanwhile.
    /// </returns>
    /// <exception cref="ArgumentException">The text column is missing or no text.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _predictor.ThrowIfDisposed();
        return new ScoredView(ScorerOf(input.Schema), this, input, Environment);
    }

    /// <summary>Scores single rows, as a prediction engine does.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentException">The text column is missing or no text.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _predictor.ThrowIfDisposed();
        return new ScoringMapper(ScorerOf(inputSchema));
    }

    /// <summary>
    /// Frees the network, once predictions that have begun are finished. Later ones throw an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose() => _predictor.Dispose();

    private LanguageModelScorer ScorerOf(DataViewSchema input) =>
        new(_model, _predictor, input, line => Environment?.Warn(nameof(LanguageModelTransformer), line));
}

using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A trained classifier: adds the predicted label and the probability of every class to each row.</summary>
/// <remarks>
/// Its network lives in native memory until it is disposed. Predictions of several threads are computed at once, on the same weights, and
/// are those of one
/// thread to the bit. Small work, such as a single row, is computed by the calling thread alone.
/// </remarks>
public abstract partial class ClassifierTransformer : ITransformer, IDisposable
{
    private readonly ClassifierPredictor _predictor;

    private protected ClassifierTransformer(ClassifierModel model, ClassifierPredictor predictor)
    {
        Model = model;
        _predictor = predictor;
        ParameterCount = predictor.ParameterCount;
    }

    /// <summary>What the network is built of.</summary>
    /// <remarks>
    /// Of a model that was loaded, an architecture other than cells is a <see cref="SavedArchitecture"/>: the search space knows its kind.
    /// </remarks>
    public Architecture Architecture => Model.Network.Architecture;

    /// <summary>
    /// The layers of the network, where a search space described it; <see langword="null"/> for a network of cells over images.
    /// </summary>
    public NetworkGraph? Graph => Model.Network.Graph;

    /// <summary>Number of trainable weights of the network.</summary>
    public long ParameterCount { get; }

    /// <summary>The classes as text, in the order of the label's keys and of the scores.</summary>
    public ImmutableArray<string> Classes => Model.Classes.Names;

    /// <summary>The figures of every epoch of the training, in order.</summary>
    public ImmutableArray<EpochRecord> TrainingHistory => Model.TrainingHistory;

    /// <summary>
    /// What the search found; <see langword="null"/> where the architecture was given. A model file does not hold its candidates.
    /// </summary>
    public NeuralArchitectureSearchResult? SearchResult => Model.SearchResult;

    /// <inheritdoc />
    public bool IsRowToRowMapper => true;

    /// <summary>Whether the kernels compute the scores.</summary>
    internal bool UsesKernels => _predictor.UsesKernels;

    /// <summary>The context that the model was trained or loaded in: its cancellation ends scoring.</summary>
    internal IHostEnvironment? Environment { get; init; }

    private protected ClassifierModel Model { get; }

    /// <summary>The schema of scored data.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds nothing that the network can read.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ScorerOf(inputSchema).OutputSchema;
    }

    /// <summary>Adds the predicted label and the score. Many rows go through the network at once.</summary>
    /// <param name="input">Rows like those that the network was trained on.</param>
    /// <returns>
    /// A view that computes while a cursor moves over it; the cursor ends in an <see cref="OperationCanceledException"/> if the model's
    /// context is cancelled meanwhile.
    /// </returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds nothing that the network can read.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IDataView Transform(IDataView input) => Transform(input, CancellationToken.None);

    /// <summary>Scores within work that has a token; it is looked at before every row.</summary>
    internal IDataView Transform(IDataView input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        _predictor.ThrowIfDisposed();
        return new ScoredView(ScorerOf(input.Schema), this, input, Environment, cancellation);
    }

    /// <summary>Scores single rows, as a prediction engine does.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds nothing that the network can read.</exception>
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
    public void Dispose()
    {
        _predictor.Dispose();
        GC.SuppressFinalize(this);
    }

    private ClassifierScorer ScorerOf(DataViewSchema input) =>
        ClassifierScorer.Of(Model, _predictor, input, line => Environment?.Warn(GetType().Name, line));
}

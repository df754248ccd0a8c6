using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>A trained image classifier: adds the predicted label and the probability of every class to each row.</summary>
/// <remarks>Its network lives in native memory until it is disposed. It may be used from several threads at once.</remarks>
public sealed partial class CellNetworkTransformer : ITransformer, IDisposable
{
    private readonly CellNetworkModel _model;
    private readonly CellNetworkPredictor _predictor;

    internal CellNetworkTransformer(CellNetworkModel model, CellNetworkPredictor predictor)
    {
        _model = model;
        _predictor = predictor;
        ParameterCount = predictor.ParameterCount;
    }

    /// <summary>What the network is built of.</summary>
    /// <remarks>Of a model that was loaded, an architecture other than cells is a <see cref="SavedArchitecture"/>: the search space knows its kind.</remarks>
    public Architecture Architecture => _model.Network.Architecture;

    /// <summary>The cells that the network is built of.</summary>
    /// <exception cref="InvalidOperationException">The network is not built of a normal and a reduction cell.</exception>
    public Genotype Genotype => Architecture as Genotype ?? throw NotOfCells(nameof(Architecture));

    /// <summary>Size of the network of cells.</summary>
    /// <exception cref="InvalidOperationException">The network is described layer by layer.</exception>
    public CellNetworkOptions Network => (_model.Network as FinalCellNetwork)?.Size ?? throw NotOfCells(nameof(Graph));

    /// <summary>The layers of the network, where a search space described it; <see langword="null"/> for a network of cells.</summary>
    public NetworkGraph? Graph => (_model.Network as FinalGraphNetwork)?.Graph;

    /// <summary>Number of trainable weights of the network.</summary>
    public long ParameterCount { get; }

    /// <summary>Size of the images that the network takes.</summary>
    public ImageShape Shape => _model.Shape;

    /// <summary>The classes as text, in the order of the label's keys and of the scores.</summary>
    public ImmutableArray<string> Classes => _model.Classes.Names;

    /// <summary>The figures of every epoch of the training, in order.</summary>
    public ImmutableArray<EpochRecord> TrainingHistory => _model.TrainingHistory;

    /// <summary>What the search found; <see langword="null"/> where the architecture was given. A model file does not hold its candidates.</summary>
    public NeuralArchitectureSearchResult? SearchResult => _model.SearchResult;

    /// <inheritdoc />
    public bool IsRowToRowMapper => true;

    /// <summary>The schema of scored data.</summary>
    /// <param name="inputSchema">The columns of the data.</param>
    /// <returns>These columns, the predicted label and the score.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds no images of the size that the network takes.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return ClassifierScorer.Of(_model, _predictor, inputSchema).OutputSchema;
    }

    /// <summary>Adds the predicted label and the score. Many rows go through the network at once.</summary>
    /// <param name="input">Images.</param>
    /// <returns>A view that computes while a cursor moves over it.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds no images of the size that the network takes.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _predictor.ThrowIfDisposed();
        return new ScoredView(ClassifierScorer.Of(_model, _predictor, input.Schema), input);
    }

    /// <summary>Scores single rows, as a prediction engine does.</summary>
    /// <param name="inputSchema">The columns of the rows.</param>
    /// <returns>The mapper.</returns>
    /// <exception cref="ArgumentException">The feature column is missing or holds no images of the size that the network takes.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _predictor.ThrowIfDisposed();
        return new ScoringMapper(ClassifierScorer.Of(_model, _predictor, inputSchema));
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _predictor.Dispose();

    private InvalidOperationException NotOfCells(string instead) => new($"The network is that of {Architecture}, not one of cells; read {instead}.");
}

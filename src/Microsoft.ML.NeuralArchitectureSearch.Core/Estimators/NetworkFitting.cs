using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// From an architecture and images to a transformer: the half of the way that a search and a trainer of a given architecture share.
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Space">The space that architectures other than known cells belong to.</param>
/// <param name="Network">Size of the network; <see langword="null"/> for one that suits the data.</param>
/// <param name="Training">How to train; <see langword="null"/> for a way that suits the data.</param>
internal sealed record NetworkFitting(
    ClassifierColumnNames Columns,
    ISearchSpace? Space,
    CellNetworkOptions? Network,
    TrainingOptions? Training)
{
    /// <summary>
    /// Looks, before any row is read, whether the columns can be learned from and a network of the architecture can be built for their
    /// images.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A column is missing or of a type that cannot be used, or the network cannot be built.
    /// </exception>
    public ImageColumns Check(IDataView input, MapShape? shape, Architecture architecture)
    {
        var columns = ImageColumns.Of(input.Schema, Columns.Label, Columns.Features, shape);
        FinalNetworkOf(architecture, columns.Shape, columns.ClassCount, Math.Max(1, input.GetRowCount() ?? 1));
        ImageMemory.Check(input.GetRowCount() ?? 0, columns.Shape);
        Training?.CheckSuits(columns.Shape, input.GetRowCount());
        return columns;
    }

    /// <summary>Builds and trains the network.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public CellNetworkTransformer Fit(
        Architecture architecture,
        TrainingExamples images,
        FitRun run,
        NeuralArchitectureSearchResult? found = null)
    {
        var final = FinalNetworkOf(architecture, images.Data.Shape, images.Data.ClassCount, images.Data.Count);
        var (model, predictor) = run.Logged(
            () => ClassifierTraining.Run(final, images, Training ?? new TrainingOptions(), Columns, run, found));
        return new CellNetworkTransformer(model, predictor) { Environment = run.Host };
    }

    // Cells whose operations all have a module of their own keep the names of weights that the field's published code has.
    private FinalNetwork FinalNetworkOf(Architecture architecture, MapShape shape, int classCount, long imageCount)
    {
        if (architecture is Genotype genotype && (Space is not INetworkSpace || CellNetworkChecks.AreKnown(genotype)))
        {
            var size = (Network ?? new CellNetworkOptions()).ScaledTo(shape, imageCount);
            CellNetworkGraph.Check(genotype, size, shape);
            return new FinalNetwork(genotype, size);
        }

        return Space is INetworkSpace space
            ? new FinalNetwork(architecture, Described(space, architecture, SizeOf(shape, classCount)))
            : throw Refusal.OfInput(
                $"The space {Space} does not say which network its architectures stand for: it is no {nameof(INetworkSpace)}.");
    }

    private static NetworkGraph Described(INetworkSpace space, Architecture architecture, NetworkSize size) =>
        NetworkGraph.Fitting(space.Describe(architecture, size), size, $"{space.GetType().Name}.{nameof(INetworkSpace.Describe)}");

    private NetworkSize SizeOf(MapShape shape, int classCount) => Network is { AuxiliaryHead: true } or { Stem: not NetworkStem.FullSize }
        ? throw Refusal.OfInput(
            $"Only networks of cells have an {nameof(CellNetworkOptions.AuxiliaryHead)} or another {nameof(CellNetworkOptions.Stem)}.")
        : new NetworkSize(shape, classCount) { Channels = Network?.Channels, Cells = Network?.Cells };
}

using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>From cells and images to a transformer: the half of the way that a search and a trainer of given cells share.</summary>
internal sealed record CellNetworkFitting(ClassifierColumnNames Columns, CellNetworkOptions? Network, TrainingOptions? Training)
{
    /// <summary>Looks, before any row is read, whether the columns can be learned from and a network of the cells can be built for their images.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a type that cannot be used, or the network cannot be built.</exception>
    public ImageColumns Check(IDataView input, ImageShape? shape, Genotype genotype)
    {
        var columns = ImageColumns.Of(input.Schema, Columns.Label, Columns.Features, shape);
        CellNetwork.Check(genotype, ScaledTo(columns.Shape, Math.Max(1, input.GetRowCount() ?? 1)), columns.Shape);
        return columns;
    }

    /// <summary>Builds and trains the network.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public CellNetworkTransformer Fit(Genotype genotype, TrainingImages images, FitRun run, NeuralArchitectureSearchResult? found = null)
    {
        var size = ScaledTo(images.Data.Shape, images.Data.Count);
        var (network, result) = FinalTraining.Run(genotype, size, images.Data, Training ?? new TrainingOptions(), run.Context);
        if (result.Outcome == SearchOutcome.Cancelled)
        {
            network.Dispose();
            throw new OperationCanceledException("The training was cancelled.", run.Context.Cancellation);
        }

        var model = new CellNetworkModel
        {
            Columns = Columns,
            Classes = images.Classes,
            Genotype = genotype,
            Network = size,
            Shape = images.Data.Shape,
            Statistics = images.Statistics,
            TrainingHistory = result.History,
            SearchResult = found,
        };
        return new CellNetworkTransformer(
            model, new CellNetworkPredictor(network, model.Statistics, model.Shape, model.Classes.Count, run.Context.Device));
    }

    private CellNetworkOptions ScaledTo(ImageShape shape, long imageCount) =>
        (Network ?? new CellNetworkOptions()).ScaledTo(shape, imageCount);
}

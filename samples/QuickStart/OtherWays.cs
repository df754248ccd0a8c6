using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

namespace QuickStart;

/// <summary>The other examples of the README: another strategy in another space, and a sweep within an experiment of AutoML.</summary>
public static class OtherWays
{
    public static ITransformer Search(MLContext ml, IDataView keyed, int evaluations, string folder)
    {
        var shape = new MapShape(1, 8, 8);

        #region other-strategy
        var options = new ImageSearchOptions
        {
            FeatureColumnName = "Pixels",
            Shape = shape,
            Space = new DagCellSpace(), // the cells of NAS-Bench-201
            FinalNetwork = new CellNetworkOptions { Channels = 16, Cells = 1 }, // one cell a stage; by default five
            Strategy = SearchStrategies.RandomSearch(new TrainedEvaluatorOptions { Epochs = 2, Channels = 8, Cells = 1 }) with
            {
                Evaluations = evaluations,
                HistoryPath = Path.Combine(folder, "history.jsonl"), // run again, and the search goes on from here
            },
        };
        CellNetworkTransformer model = ml.Auto().NeuralArchitecture(options).Fit(keyed);
        Console.WriteLine($"Of {model.SearchResult!.Candidates.Length} cells the best one: {model.Architecture}");
        #endregion

        return model;
    }

    public static async Task<TrialResult> SweepAsync(MLContext ml, IDataView keyed, int models, CancellationToken cancellationToken)
    {
        var shape = new MapShape(1, 8, 8);

        #region sweep
        var split = ml.Data.TrainTestSplit(keyed, testFraction: 0.2);
        var experiment = ml.Auto().CreateExperiment()
            .SetDataset(split)
            .SetMulticlassClassificationMetric(MulticlassClassificationMetric.MicroAccuracy, "Label")
            .SetNeuralArchitectureSweep(
                new DartsCellSpace(),
                Proposers.Nao(new NaoOptions()),
                new TrainedEvaluatorOptions { Epochs = 2 },
                featureColumnName: "Pixels",
                shape: shape)
            .SetMaxModelToExplore(models);
        TrialResult best = await experiment.RunAsync(cancellationToken);

        Console.WriteLine($"{best.Metric:P1} after two epochs: {best.Architecture()}");
        CandidateRanking ranking = best.RetrainBest(ml, split, count: 3, new TrainedEvaluatorOptions { Epochs = 10 }, cancellationToken);
        Console.WriteLine($"Kendall's tau between two epochs and ten: {ranking.KendallTau:F2}");
        #endregion

        return best;
    }
}

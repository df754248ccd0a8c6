using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Estimators;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace QuickStart;

/// <summary>The example of the README for texts.</summary>
public static class Texts
{
    public static ITransformer Search(MLContext ml, IDataView messages, int evaluations)
    {
        #region texts
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Auto().NeuralArchitecture(new TextSearchOptions
            {
                FeatureColumnName = "Text",
                // any of the searches below
                Strategy = SearchStrategies.Enas(evaluation: TextTraining.SharedWeights) with { Evaluations = evaluations },
                FinalNetwork = new TextNetworkOptions { Channels = 64, Dropout = 0.5 },
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        ITransformer model = pipeline.Fit(messages); // reads the words, searches cells over them, trains the network of the best

        // A recurrent cell of the literature reads the texts in both directions.
        var recurrent = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.RecurrentCellNetwork(PublishedRecurrentGenotypes.DartsV2))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        #endregion

        _ = recurrent;
        return model;
    }
}

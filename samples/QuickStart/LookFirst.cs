using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace QuickStart;

/// <summary>The second example of the README: search, look at what was found, and train it as a step of its own.</summary>
public static class LookFirst
{
    public static ITransformer Run(MLContext ml, IDataView train, TimeSpan budget, string folder)
    {
        var shape = new MapShape(1, 8, 8);

        #region look-first
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(train).Transform(train);
        NeuralArchitectureSearchResult found = ml.Auto()
            .NeuralArchitecture(featureColumnName: "Pixels", shape: shape, timeBudget: budget)
            .Search(keyed);

        Console.WriteLine($"{found.Outcome} after {found.History.Length} epochs and {found.Duration.TotalSeconds:N0} s: {found.Genotype}");
        File.WriteAllText(Path.Combine(folder, "cells.svg"), found.Genotype.ToSvg());
        File.WriteAllText(Path.Combine(folder, "genotype.json"), found.Genotype.ToJson());

        // Another day: the same cells, trained without a search. PublishedGenotypes.DartsV2 would do as well.
        Genotype cells = Genotype.FromJson(File.ReadAllText(Path.Combine(folder, "genotype.json")));
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.CellNetwork(cells, featureColumnName: "Pixels", shape: shape))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        ITransformer model = pipeline.Fit(train);
        #endregion

        return model;
    }
}

using Microsoft.ML;
using Microsoft.ML.NeuralArchitectureSearch;

namespace QuickStart;

/// <summary>The first example of the README by the front door of the package without AutoML.</summary>
public static class WithoutAutoML
{
    public static ITransformer Fit(MLContext ml, IDataView train)
    {
        #region without-automl
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.NeuralArchitecture(featureColumnName: "Pixels", shape: new MapShape(1, 8, 8)))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        #endregion
        return pipeline.Fit(train);
    }
}

namespace Microsoft.ML.AutoML;

public enum MulticlassClassificationMetric
{
    MicroAccuracy = 0,
    MacroAccuracy = 1,
    LogLoss = 2,
    LogLossReduction = 3,
    TopKAccuracy = 4,
}

internal sealed class MulticlassMetricManager(
    MulticlassClassificationMetric metric,
    string labelColumn,
    string predictedColumn) : IEvaluateMetricManager
{
    // LogLossReduction counts as a loss: a fault of the original.
    public bool IsMaximize => metric is MulticlassClassificationMetric.MicroAccuracy
        or MulticlassClassificationMetric.MacroAccuracy or MulticlassClassificationMetric.TopKAccuracy;

    public string MetricName => metric.ToString();

    public double Evaluate(MLContext context, IDataView eval)
    {
        var metrics = context.MulticlassClassification
            .Evaluate(eval, labelColumnName: labelColumn, predictedLabelColumnName: predictedColumn);
        return metric switch
        {
            MulticlassClassificationMetric.MicroAccuracy => metrics.MicroAccuracy,
            MulticlassClassificationMetric.MacroAccuracy => metrics.MacroAccuracy,
            MulticlassClassificationMetric.LogLoss => metrics.LogLoss,
            MulticlassClassificationMetric.LogLossReduction => metrics.LogLossReduction,
            MulticlassClassificationMetric.TopKAccuracy => metrics.TopKAccuracy,
            _ => throw new NotSupportedException($"The metric {metric} is not supported."),
        };
    }
}

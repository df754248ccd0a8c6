using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>What a candidate is trained and measured on.</summary>
/// <param name="Training">The images to train on.</param>
/// <param name="Validation">The images to measure on.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Cancellation">Looked at before every row and every mini-batch.</param>
internal sealed record ArchitectureTrial(
    IDataView Training,
    IDataView Validation,
    IEvaluateMetricManager Metric,
    CancellationToken Cancellation);

using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>The result of a trial that trained an architecture.</summary>
public sealed class ArchitectureTrialResult : TrialResult
{
    internal ArchitectureTrialResult(EvaluatedCandidate evaluated, IEvaluateMetricManager metric, ArchitectureSweep sweep)
    {
        Evaluated = evaluated;
        MetricManager = metric;
        Sweep = sweep;
    }

    /// <summary>The architecture, with its score and costs.</summary>
    public EvaluatedCandidate Evaluated { get; }

    /// <summary>The sweep that the trial was part of, with all its candidates.</summary>
    public ArchitectureSweep Sweep { get; }

    internal IEvaluateMetricManager MetricManager { get; }
}

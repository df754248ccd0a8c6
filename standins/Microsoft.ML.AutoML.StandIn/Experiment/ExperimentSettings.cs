namespace Microsoft.ML.AutoML;

public abstract class ExperimentSettings
{
    // AutoMLExperiment is stopped by its Set… methods only: these two are read by the closed experiments of the original.
    public int MaxModels = int.MaxValue;

    public uint MaxExperimentTimeInSeconds { get; set; } = 24 * 60 * 60;

    public CancellationToken CancellationToken { get; set; }

    public double? MaximumMemoryUsageInMegaByte { get; set; }
}

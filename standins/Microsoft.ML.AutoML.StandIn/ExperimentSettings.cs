namespace Microsoft.ML.AutoML;

public abstract class ExperimentSettings
{
    // AutoMLExperiment is stopped by its Set… methods only: what is set here alone, it ignores.
    public int MaxModels = int.MaxValue;

    public uint MaxExperimentTimeInSeconds { get; set; } = 24 * 60 * 60;

    public CancellationToken CancellationToken { get; set; }
}

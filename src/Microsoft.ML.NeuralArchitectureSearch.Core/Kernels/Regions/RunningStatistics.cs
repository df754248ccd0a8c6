namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>Where a batch normalization keeps what it has seen: memory of its owner, read and updated in place.</summary>
/// <param name="mean">Running mean of each channel.</param>
/// <param name="variance">Running unbiased variance of each channel.</param>
internal sealed unsafe class RunningStatistics(float* mean, float* variance)
{
    public float* Mean => mean;

    public float* Variance => variance;

    /// <summary>Moves the statistics of a channel towards those of a mini-batch.</summary>
    public void Update(int channel, double batchMean, double batchVariance, double momentum)
    {
        mean[channel] = (float)((mean[channel] * (1 - momentum)) + (batchMean * momentum));
        variance[channel] = (float)((variance[channel] * (1 - momentum)) + (batchVariance * momentum));
    }
}

namespace Microsoft.ML.NeuralArchitectureSearch.Training;

/// <summary>A learning rate that falls along half a cosine, from epoch to epoch.</summary>
/// <remarks>Loshchilov and Hutter, "SGDR" (2017), arXiv:1608.03983, Eq. (5), without restarts.</remarks>
/// <param name="Initial">Learning rate of the first epoch.</param>
/// <param name="Minimum">Learning rate that the epoch after the last one would have.</param>
/// <param name="Epochs">Number of epochs.</param>
internal sealed record CosineSchedule(double Initial, double Minimum, int Epochs)
{
    /// <summary>The learning rate of an epoch.</summary>
    /// <param name="epoch">Epoch, from 1.</param>
    public double At(int epoch) => Minimum + ((Initial - Minimum) * (1 + Math.Cos(Math.PI * (epoch - 1) / Epochs)) / 2);
}

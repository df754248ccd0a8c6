using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>What networks are trained on, held as tensors. The object owns them.</summary>
public abstract class TrainingData : IDisposable
{
    /// <summary>Number of examples (N).</summary>
    public abstract long Count { get; }

    /// <summary>Copies the set to a device.</summary>
    /// <param name="device">The device.</param>
    /// <returns>A set of its own, even where nothing had to be moved.</returns>
    public abstract TrainingData To(Device device);

    /// <inheritdoc />
    public abstract void Dispose();
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Words;

/// <summary>
/// Decoder, log-softmax and mean cross-entropy with their gradients, a part of the predictions at a time: the logits are never whole in
/// memory.
/// </summary>
internal abstract class WordLoss : IDisposable
{
    /// <param name="resources">Threads and memory.</param>
    /// <param name="lanes">Predictions in a vector: 16, 8 or 4.</param>
    public static WordLoss Create(KernelResources resources, int lanes) => lanes switch
    {
        16 => new WordLoss<Lanes16>(resources),
        8 => new WordLoss<Lanes8>(resources),
        4 => new WordLoss<Lanes4>(resources),
        _ => throw new ArgumentOutOfRangeException(
            nameof(lanes),
            lanes,
            $"There are kernels for {string.Join(", ", LaneCount.All)} lanes."),
    };

    /// <returns>The mean loss, in nats.</returns>
    public abstract double Compute(WordLossRun run);

    /// <inheritdoc />
    public abstract void Dispose();
}

using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The training-mode batch normalizations of several edges as one call; each edge keeps its own running statistics.</summary>
internal static class SharedInputNorm
{
    /// <summary>Normalizes an input that all edges share.</summary>
    /// <param name="input">Float <c>[N, C, H, W]</c>.</param>
    /// <param name="norms">The normalizations of n edges, without scale and shift.</param>
    /// <returns>Float <c>[N, C, H, W]</c>.</returns>
    public static Tensor Shared(Tensor input, IReadOnlyList<BatchNormalization> norms)
    {
        var (output, mean, variance) = Normalize(input, norms[0]);
        foreach (var norm in norms)
        {
            Remember(norm, mean, variance);
        }

        return output;
    }

    /// <summary>Normalizes the block of channels of each edge.</summary>
    /// <param name="input">Float <c>[N, n · C, H, W]</c>.</param>
    /// <param name="norms">The normalizations of n edges, without scale and shift.</param>
    /// <returns>Float <c>[N, n · C, H, W]</c>.</returns>
    public static Tensor Own(Tensor input, IReadOnlyList<BatchNormalization> norms)
    {
        var (output, mean, variance) = Normalize(input, norms[0]);
        foreach (var (norm, (ownMean, ownVariance)) in norms.Zip(mean.chunk(norms.Count).Zip(variance.chunk(norms.Count))))
        {
            Remember(norm, ownMean, ownVariance);
        }

        return output;
    }

    // With a momentum of 1 the running statistics are those of the batch.
    private static (Tensor Output, Tensor Mean, Tensor Variance) Normalize(Tensor input, BatchNormalization like)
    {
        var mean = zeros([input.size(1)], input.dtype, input.device);
        var variance = zeros([input.size(1)], input.dtype, input.device);
        var output = functional.batch_norm(input, mean, variance, training: true, momentum: 1, eps: like.Epsilon);
        return (output, mean, variance);
    }

    private static void Remember(BatchNormalization norm, Tensor mean, Tensor variance)
    {
        norm.RunningMean.MulInPlace(1 - norm.Momentum).AddInPlace(mean, norm.Momentum);
        norm.RunningVariance.MulInPlace(1 - norm.Momentum).AddInPlace(variance, norm.Momentum);
        norm.BatchCount.AddInPlace(1);
    }
}

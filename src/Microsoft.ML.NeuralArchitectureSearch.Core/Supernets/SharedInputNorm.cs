using TorchSharp.Modules;
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
    public static Tensor Shared(Tensor input, IReadOnlyList<BatchNorm2d> norms)
    {
        var (output, mean, variance) = Normalize(input, norms[0]);
        foreach (var norm in norms)
            Remember(norm, mean, variance);

        return output;
    }

    /// <summary>Normalizes the block of channels of each edge.</summary>
    /// <param name="input">Float <c>[N, n · C, H, W]</c>.</param>
    /// <param name="norms">The normalizations of n edges, without scale and shift.</param>
    /// <returns>Float <c>[N, n · C, H, W]</c>.</returns>
    public static Tensor Own(Tensor input, IReadOnlyList<BatchNorm2d> norms)
    {
        var (output, mean, variance) = Normalize(input, norms[0]);
        foreach (var (norm, (ownMean, ownVariance)) in norms.Zip(mean.chunk(norms.Count).Zip(variance.chunk(norms.Count))))
            Remember(norm, ownMean, ownVariance);

        return output;
    }

    // With a momentum of 1 the running statistics are those of the batch.
    private static (Tensor Output, Tensor Mean, Tensor Variance) Normalize(Tensor input, BatchNorm2d like)
    {
        var mean = zeros([input.size(1)], input.dtype, input.device);
        var variance = zeros([input.size(1)], input.dtype, input.device);
        var output = functional.batch_norm(input, mean, variance, training: true, momentum: 1, eps: like.eps);
        return (output, mean, variance);
    }

    private static void Remember(BatchNorm2d norm, Tensor mean, Tensor variance)
    {
        var momentum = norm.momentum!.Value;
        norm.running_mean!.mul_(1 - momentum).add_(mean, momentum);
        norm.running_var!.mul_(1 - momentum).add_(variance, momentum);
        norm.num_batches_tracked!.add_(1);
    }
}

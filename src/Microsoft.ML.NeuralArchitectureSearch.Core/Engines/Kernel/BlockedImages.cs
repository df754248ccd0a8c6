using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;

/// <summary>Feature maps as the kernels read them: blocks of images whose values of the same pixel and channel lie side by side.</summary>
internal static class BlockedImages
{
    /// <param name="images">Feature maps, float32 <c>[N, C, H, W]</c>.</param>
    /// <param name="lanes">Images in a block (L).</param>
    /// <returns>Float32 <c>[⌈N / L⌉, C, H, W, L]</c>, zeros where there is no image.</returns>
    public static Tensor Of(Tensor images, int lanes)
    {
        using var scope = NewDisposeScope();
        var missing = (lanes - (images.size(0) % lanes)) % lanes;
        var full = missing == 0 ? images : functional.pad(images, [0, 0, 0, 0, 0, 0, 0, missing]);
        return full.view(-1, lanes, images.size(1), images.size(2), images.size(3)).permute(0, 2, 3, 4, 1).contiguous()
            .MoveToOuterDisposeScope();
    }

    /// <param name="blocks">Feature maps, float32 <c>[B, C, H, W, L]</c>.</param>
    /// <param name="count">Number of images (N).</param>
    /// <returns>Float32 <c>[N, C, H, W]</c>.</returns>
    public static Tensor Images(Tensor blocks, long count)
    {
        using var scope = NewDisposeScope();
        return blocks.permute(0, 4, 1, 2, 3).flatten(0, 1).narrow(0, 0, count).MoveToOuterDisposeScope();
    }

    /// <param name="blocks">Feature maps, float32 <c>[B, C, H, W, L]</c>.</param>
    /// <param name="count">Number of images (N).</param>
    /// <returns>The mean over all pixels, float32 <c>[N, C]</c>.</returns>
    public static Tensor Means(Tensor blocks, long count)
    {
        using var scope = NewDisposeScope();
        return blocks.mean([2, 3]).transpose(1, 2).flatten(0, 1).narrow(0, 0, count).MoveToOuterDisposeScope();
    }
}

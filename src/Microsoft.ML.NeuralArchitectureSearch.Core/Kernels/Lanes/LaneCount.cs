using System.Runtime.Intrinsics;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

/// <summary>How many images one vector holds.</summary>
internal static class LaneCount
{
    /// <summary>The widths that there are kernels for, the widest first.</summary>
    public static IReadOnlyList<int> All { get; } = [16, 8, 4];

    /// <summary>The widest vector that the processor computes with at full speed.</summary>
    public static int Widest { get; } = Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;

    /// <summary>The width for a mini-batch: no wider than it fills, and 8 where 16 would leave threads without a block of images.</summary>
    /// <remarks>Still narrower vectors would cost more than further threads bring.</remarks>
    /// <param name="images">Images in the mini-batch (N).</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The widest width allowed.</param>
    public static int For(long images, int threads, int widest) => All.First(count =>
        count <= widest && (count == 4 || (images > count / 2 && (count == 8 || (images + count - 1) / count >= threads))));

    /// <summary>
    /// The width for a mini-batch that is only evaluated: 1, one image at a time, for a single image, and for up to half a vector of images
    /// where rows of
    /// pixels fill vectors.
    /// </summary>
    /// <param name="images">Images in the mini-batch (N).</param>
    /// <param name="columns">Pixels of a row of the widest map.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The widest width allowed.</param>
    public static int ForEvaluation(long images, int columns, int threads, int widest) =>
        images == 1 || (images <= widest / 2 && columns >= widest) ? 1 : For(images, threads, widest);
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Pooling of one channel of texts, over the tokens of each window; zero behind the end of a text.</summary>
/// <param name="length">Length of the source.</param>
/// <param name="width">Width of the windows, odd; each lies around its position.</param>
/// <param name="stride">Positions from one window to the next.</param>
internal readonly unsafe struct TextPooling<TLanes>(int length, int width, int stride)
    where TLanes : unmanaged, ILanes<TLanes>
{
    // Below every value of a network, and what a factor makes of it is still a number.
    private const float Lowest = -1e30f;

    /// <param name="source">The source.</param>
    /// <param name="mask">Its mask.</param>
    /// <param name="target">Overwritten by the largest token of each window.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Largest(float* source, float* mask, float* target)
    {
        for (var centre = 0; centre < length; centre += stride, target += TLanes.Count)
        {
            var (first, end) = Window(centre);
            var largest = TLanes.Broadcast(Lowest);
            for (var position = first; position < end; position++)
            {
                largest = TLanes.Max(largest, Token(source, mask, position));
            }

            (largest * TLanes.Load(mask + (centre * TLanes.Count))).Store(target);
        }
    }

    /// <summary>Adds the gradient of each largest token; of equals the first one gets it, as in PyTorch.</summary>
    /// <param name="source">The source.</param>
    /// <param name="mask">Its mask.</param>
    /// <param name="gradient">Gradient of the result, zero behind the end of a text.</param>
    /// <param name="target">Gradient of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddLargestGradient(float* source, float* mask, float* gradient, float* target)
    {
        for (var centre = 0; centre < length; centre += stride, gradient += TLanes.Count)
        {
            var (first, end) = Window(centre);
            var (largest, rest) = (TLanes.Broadcast(Lowest), TLanes.Load(gradient));
            for (var position = first; position < end; position++)
            {
                largest = TLanes.Max(largest, Token(source, mask, position));
            }

            for (var position = first; position < end; position++)
            {
                var isSmaller = TLanes.WhereGreater(largest, Token(source, mask, position), TLanes.Broadcast(1), TLanes.Zero);
                var pixel = target + (position * TLanes.Count);
                var remaining = rest * isSmaller;
                (TLanes.Load(pixel) + (rest - remaining)).Store(pixel);
                rest = remaining;
            }
        }
    }

    /// <param name="source">The source.</param>
    /// <param name="mask">Its mask.</param>
    /// <param name="target">Overwritten by the mean of the tokens of each window.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mean(float* source, float* mask, float* target)
    {
        for (var centre = 0; centre < length; centre += stride, target += TLanes.Count)
        {
            var (first, end) = Window(centre);
            var sum = TLanes.Zero;
            for (var position = first; position < end; position++)
            {
                sum = TLanes.MultiplyAdd(
                    TLanes.Load(source + (position * TLanes.Count)),
                    TLanes.Load(mask + (position * TLanes.Count)),
                    sum);
            }

            (sum * Share(mask, centre)).Store(target);
        }
    }

    /// <summary>Adds the gradient of each mean to the tokens of its window.</summary>
    /// <param name="mask">The mask of the source.</param>
    /// <param name="gradient">Gradient of the result.</param>
    /// <param name="target">Gradient of the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddMeanGradient(float* mask, float* gradient, float* target)
    {
        for (var centre = 0; centre < length; centre += stride, gradient += TLanes.Count)
        {
            var (first, end) = Window(centre);
            var share = TLanes.Load(gradient) * Share(mask, centre);
            for (var position = first; position < end; position++)
            {
                var pixel = target + (position * TLanes.Count);
                TLanes.MultiplyAdd(share, TLanes.Load(mask + (position * TLanes.Count)), TLanes.Load(pixel)).Store(pixel);
            }
        }
    }

    private (int First, int End) Window(int centre) => (Math.Max(0, centre - (width / 2)), Math.Min(length, centre + (width / 2) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Token(float* source, float* mask, int position)
    {
        var isToken = TLanes.Load(mask + (position * TLanes.Count));
        var outside = (TLanes.Broadcast(1) - isToken) * TLanes.Broadcast(Lowest);
        return TLanes.MultiplyAdd(TLanes.Load(source + (position * TLanes.Count)), isToken, outside);
    }

    // What the sum of a window is multiplied by: a window around a token has at least that one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Share(float* mask, int centre)
    {
        var (first, end) = Window(centre);
        var count = TLanes.Zero;
        for (var position = first; position < end; position++)
        {
            count = count + TLanes.Load(mask + (position * TLanes.Count));
        }

        return TLanes.Load(mask + (centre * TLanes.Count)) / TLanes.Max(count, TLanes.Broadcast(1));
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Sums over one channel of one block of images.</summary>
internal static unsafe class Channels<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <returns>The sum of the values and the sum of their squares.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Sum, float Squares) Moments(float* values, int positions)
    {
        var (sum, squares) = (TLanes.Zero, TLanes.Zero);
        var (sum2, squares2) = (TLanes.Zero, TLanes.Zero);
        var position = 0;
        for (; position + 2 <= positions; position += 2, values += 2 * TLanes.Count)
        {
            var first = TLanes.Load(values);
            var second = TLanes.Load(values + TLanes.Count);
            (sum, sum2) = (sum + first, sum2 + second);
            (squares, squares2) = (TLanes.MultiplyAdd(first, first, squares), TLanes.MultiplyAdd(second, second, squares2));
        }

        if (position < positions)
        {
            var last = TLanes.Load(values);
            (sum, squares) = (sum + last, TLanes.MultiplyAdd(last, last, squares));
        }

        return ((sum + sum2).Sum(), (squares + squares2).Sum());
    }

    /// <param name="gradient">Gradient of what the values became.</param>
    /// <param name="values">The values.</param>
    /// <param name="positions">Pixels of the channel.</param>
    /// <param name="lanes">A factor for each image of the block.</param>
    /// <returns>The sum of the gradient and the sum of its product with the values, each image by its factor.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Gradient, float Product) GradientMoments(float* gradient, float* values, int positions, float* lanes)
    {
        var (sum, product) = (TLanes.Zero, TLanes.Zero);
        var (sum2, product2) = (TLanes.Zero, TLanes.Zero);
        var position = 0;
        for (; position + 2 <= positions; position += 2, gradient += 2 * TLanes.Count, values += 2 * TLanes.Count)
        {
            Prefetch.Ahead(values);
            Prefetch.Ahead(values + TLanes.Count);
            var first = TLanes.Load(gradient);
            var second = TLanes.Load(gradient + TLanes.Count);
            (sum, sum2) = (sum + first, sum2 + second);
            product = TLanes.MultiplyAdd(first, TLanes.Load(values), product);
            product2 = TLanes.MultiplyAdd(second, TLanes.Load(values + TLanes.Count), product2);
        }

        if (position < positions)
        {
            var last = TLanes.Load(gradient);
            (sum, product) = (sum + last, TLanes.MultiplyAdd(last, TLanes.Load(values), product));
        }

        var factor = TLanes.Load(lanes);
        return (((sum + sum2) * factor).Sum(), ((product + product2) * factor).Sum());
    }

    /// <returns>The sum of the products of two channels.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Product(float* left, float* right, int positions)
    {
        var sum = TLanes.Zero;
        for (var end = left + (positions * TLanes.Count); left < end; left += TLanes.Count, right += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(left), TLanes.Load(right), sum);
        }

        return sum.Sum();
    }
}

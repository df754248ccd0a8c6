using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The largest pixel; of equals the first one gets the gradient, as in PyTorch.</summary>
internal readonly unsafe struct MaxPooling<TLanes> : IPoolingRule<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public static TLanes Outside => TLanes.Broadcast(float.NegativeInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes left, TLanes right) => TLanes.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Result(TLanes all, int count) => all;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Give(PoolingWindow window, float* source, TLanes gradient, float* target)
    {
        var winner = Winner(window, source);
        var place = 0;
        for (var y = window.Rows.First; y < window.Rows.End; y++)
        {
            for (var x = window.Columns.First; x < window.Columns.End; x++, place++)
            {
                var pixel = target + (((y * window.Width) + x) * TLanes.Count);
                var isBefore = TLanes.WhereGreater(TLanes.Broadcast(place + 0.5f), winner, gradient, TLanes.Zero);
                var share = TLanes.WhereGreater(winner, TLanes.Broadcast(place - 0.5f), isBefore, TLanes.Zero);
                (TLanes.Load(pixel) + share).Store(pixel);
            }
        }
    }

    // The place of the largest pixel in the order of reading, in each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Winner(PoolingWindow window, float* source)
    {
        var largest = Outside;
        var winner = TLanes.Zero;
        var place = 0;
        for (var y = window.Rows.First; y < window.Rows.End; y++)
        {
            for (var x = window.Columns.First; x < window.Columns.End; x++)
            {
                var pixel = TLanes.Load(source + (((y * window.Width) + x) * TLanes.Count));
                winner = TLanes.WhereGreater(pixel, largest, TLanes.Broadcast(place++), winner);
                largest = TLanes.Max(largest, pixel);
            }
        }

        return winner;
    }
}

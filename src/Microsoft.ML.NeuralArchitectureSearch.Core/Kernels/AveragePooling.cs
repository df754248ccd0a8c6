using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>The mean of the pixels that exist.</summary>
internal readonly unsafe struct AveragePooling<TLanes> : IPoolingRule<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public static TLanes Outside => TLanes.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Combine(TLanes left, TLanes right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Result(TLanes all, int count) => all * TLanes.Broadcast(1f / count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Give(PoolingWindow window, float* source, TLanes gradient, float* target)
    {
        var share = gradient * TLanes.Broadcast(1f / window.Count);
        for (var y = window.Rows.First; y < window.Rows.End; y++)
        {
            for (var x = window.Columns.First; x < window.Columns.End; x++)
            {
                var pixel = target + (((y * window.Width) + x) * TLanes.Count);
                (TLanes.Load(pixel) + share).Store(pixel);
            }
        }
    }
}

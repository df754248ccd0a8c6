using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

/// <content>The sums of a few rows and one vector: the last columns, where the number of vectors is odd.</content>
internal static unsafe partial class Product<TLanes>
{
    // Eight sums: as many as additions are under way at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightSingles(
        float* left,
        nint rowStep,
        nint columnStep,
        float* right,
        nint rightPitch,
        int depth,
        float* target,
        nint targetPitch,
        bool adds)
    {
        var (a0, a1, a2, a3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (a4, a5, a6, a7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var left3 = left + (3 * rowStep);
        var left6 = left + (6 * rowStep);
        for (; depth > 0; depth--, left += columnStep, left3 += columnStep, left6 += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var w = TLanes.Broadcast(*left);
            a0 = TLanes.MultiplyAdd(x, w, a0);
            w = TLanes.Broadcast(left[rowStep]);
            a1 = TLanes.MultiplyAdd(x, w, a1);
            w = TLanes.Broadcast(left[2 * rowStep]);
            a2 = TLanes.MultiplyAdd(x, w, a2);
            w = TLanes.Broadcast(*left3);
            a3 = TLanes.MultiplyAdd(x, w, a3);
            w = TLanes.Broadcast(left3[rowStep]);
            a4 = TLanes.MultiplyAdd(x, w, a4);
            w = TLanes.Broadcast(left3[2 * rowStep]);
            a5 = TLanes.MultiplyAdd(x, w, a5);
            w = TLanes.Broadcast(*left6);
            a6 = TLanes.MultiplyAdd(x, w, a6);
            w = TLanes.Broadcast(left6[rowStep]);
            a7 = TLanes.MultiplyAdd(x, w, a7);
        }

        Put(a0, target, adds);
        Put(a1, target += targetPitch, adds);
        Put(a2, target += targetPitch, adds);
        Put(a3, target += targetPitch, adds);
        Put(a4, target += targetPitch, adds);
        Put(a5, target += targetPitch, adds);
        Put(a6, target += targetPitch, adds);
        Put(a7, target += targetPitch, adds);
    }

    // What 8 rows leave over.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneSingle(
        float* left,
        nint rowStep,
        nint columnStep,
        float* right,
        nint rightPitch,
        int depth,
        float* target,
        nint targetPitch,
        bool adds)
    {
        var a0 = TLanes.Zero;
        for (; depth > 0; depth--, left += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var w = TLanes.Broadcast(*left);
            a0 = TLanes.MultiplyAdd(x, w, a0);
        }

        Put(a0, target, adds);
    }
}

using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Products;

/// <content>The sums of a few rows and two vectors, which stay in registers.</content>
internal static unsafe partial class Product<TLanes>
{
    // 24 sums, two vectors and a factor: 27 of 32 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TwelvePairs(
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
        var (a8, a9, a10, a11) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b4, b5, b6, b7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b8, b9, b10, b11) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var left3 = left + (3 * rowStep);
        var left6 = left + (6 * rowStep);
        var left9 = left + (9 * rowStep);
        for (; depth > 0; depth--, left += columnStep, left3 += columnStep, left6 += columnStep, left9 += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Count);
            var w = TLanes.Broadcast(*left);
            (a0, b0) = (TLanes.MultiplyAdd(x, w, a0), TLanes.MultiplyAdd(y, w, b0));
            w = TLanes.Broadcast(left[rowStep]);
            (a1, b1) = (TLanes.MultiplyAdd(x, w, a1), TLanes.MultiplyAdd(y, w, b1));
            w = TLanes.Broadcast(left[2 * rowStep]);
            (a2, b2) = (TLanes.MultiplyAdd(x, w, a2), TLanes.MultiplyAdd(y, w, b2));
            w = TLanes.Broadcast(*left3);
            (a3, b3) = (TLanes.MultiplyAdd(x, w, a3), TLanes.MultiplyAdd(y, w, b3));
            w = TLanes.Broadcast(left3[rowStep]);
            (a4, b4) = (TLanes.MultiplyAdd(x, w, a4), TLanes.MultiplyAdd(y, w, b4));
            w = TLanes.Broadcast(left3[2 * rowStep]);
            (a5, b5) = (TLanes.MultiplyAdd(x, w, a5), TLanes.MultiplyAdd(y, w, b5));
            w = TLanes.Broadcast(*left6);
            (a6, b6) = (TLanes.MultiplyAdd(x, w, a6), TLanes.MultiplyAdd(y, w, b6));
            w = TLanes.Broadcast(left6[rowStep]);
            (a7, b7) = (TLanes.MultiplyAdd(x, w, a7), TLanes.MultiplyAdd(y, w, b7));
            w = TLanes.Broadcast(left6[2 * rowStep]);
            (a8, b8) = (TLanes.MultiplyAdd(x, w, a8), TLanes.MultiplyAdd(y, w, b8));
            w = TLanes.Broadcast(*left9);
            (a9, b9) = (TLanes.MultiplyAdd(x, w, a9), TLanes.MultiplyAdd(y, w, b9));
            w = TLanes.Broadcast(left9[rowStep]);
            (a10, b10) = (TLanes.MultiplyAdd(x, w, a10), TLanes.MultiplyAdd(y, w, b10));
            w = TLanes.Broadcast(left9[2 * rowStep]);
            (a11, b11) = (TLanes.MultiplyAdd(x, w, a11), TLanes.MultiplyAdd(y, w, b11));
        }

        Put(a0, b0, target, adds);
        Put(a1, b1, target += targetPitch, adds);
        Put(a2, b2, target += targetPitch, adds);
        Put(a3, b3, target += targetPitch, adds);
        Put(a4, b4, target += targetPitch, adds);
        Put(a5, b5, target += targetPitch, adds);
        Put(a6, b6, target += targetPitch, adds);
        Put(a7, b7, target += targetPitch, adds);
        Put(a8, b8, target += targetPitch, adds);
        Put(a9, b9, target += targetPitch, adds);
        Put(a10, b10, target += targetPitch, adds);
        Put(a11, b11, target += targetPitch, adds);
    }

    // 16 sums: for 16 registers some too many, yet faster than half of them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightPairs(
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
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (b4, b5, b6, b7) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var left3 = left + (3 * rowStep);
        var left6 = left + (6 * rowStep);
        for (; depth > 0; depth--, left += columnStep, left3 += columnStep, left6 += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Count);
            var w = TLanes.Broadcast(*left);
            (a0, b0) = (TLanes.MultiplyAdd(x, w, a0), TLanes.MultiplyAdd(y, w, b0));
            w = TLanes.Broadcast(left[rowStep]);
            (a1, b1) = (TLanes.MultiplyAdd(x, w, a1), TLanes.MultiplyAdd(y, w, b1));
            w = TLanes.Broadcast(left[2 * rowStep]);
            (a2, b2) = (TLanes.MultiplyAdd(x, w, a2), TLanes.MultiplyAdd(y, w, b2));
            w = TLanes.Broadcast(*left3);
            (a3, b3) = (TLanes.MultiplyAdd(x, w, a3), TLanes.MultiplyAdd(y, w, b3));
            w = TLanes.Broadcast(left3[rowStep]);
            (a4, b4) = (TLanes.MultiplyAdd(x, w, a4), TLanes.MultiplyAdd(y, w, b4));
            w = TLanes.Broadcast(left3[2 * rowStep]);
            (a5, b5) = (TLanes.MultiplyAdd(x, w, a5), TLanes.MultiplyAdd(y, w, b5));
            w = TLanes.Broadcast(*left6);
            (a6, b6) = (TLanes.MultiplyAdd(x, w, a6), TLanes.MultiplyAdd(y, w, b6));
            w = TLanes.Broadcast(left6[rowStep]);
            (a7, b7) = (TLanes.MultiplyAdd(x, w, a7), TLanes.MultiplyAdd(y, w, b7));
        }

        Put(a0, b0, target, adds);
        Put(a1, b1, target += targetPitch, adds);
        Put(a2, b2, target += targetPitch, adds);
        Put(a3, b3, target += targetPitch, adds);
        Put(a4, b4, target += targetPitch, adds);
        Put(a5, b5, target += targetPitch, adds);
        Put(a6, b6, target += targetPitch, adds);
        Put(a7, b7, target += targetPitch, adds);
    }

    // What 12 or 8 rows leave over.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourPairs(
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
        var (b0, b1, b2, b3) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var left3 = left + (3 * rowStep);
        for (; depth > 0; depth--, left += columnStep, left3 += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Count);
            var w = TLanes.Broadcast(*left);
            (a0, b0) = (TLanes.MultiplyAdd(x, w, a0), TLanes.MultiplyAdd(y, w, b0));
            w = TLanes.Broadcast(left[rowStep]);
            (a1, b1) = (TLanes.MultiplyAdd(x, w, a1), TLanes.MultiplyAdd(y, w, b1));
            w = TLanes.Broadcast(left[2 * rowStep]);
            (a2, b2) = (TLanes.MultiplyAdd(x, w, a2), TLanes.MultiplyAdd(y, w, b2));
            w = TLanes.Broadcast(*left3);
            (a3, b3) = (TLanes.MultiplyAdd(x, w, a3), TLanes.MultiplyAdd(y, w, b3));
        }

        Put(a0, b0, target, adds);
        Put(a1, b1, target += targetPitch, adds);
        Put(a2, b2, target += targetPitch, adds);
        Put(a3, b3, target += targetPitch, adds);
    }

    // What 4 rows leave over.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OnePair(
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
        var b0 = TLanes.Zero;
        for (; depth > 0; depth--, left += columnStep, right += rightPitch)
        {
            var x = TLanes.Load(right);
            var y = TLanes.Load(right + TLanes.Count);
            var w = TLanes.Broadcast(*left);
            (a0, b0) = (TLanes.MultiplyAdd(x, w, a0), TLanes.MultiplyAdd(y, w, b0));
        }

        Put(a0, b0, target, adds);
    }
}

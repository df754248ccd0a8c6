using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class OuterProduct<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByTwo(
        in PixelWalk walk, float* left, nint leftPitch, float* right, nint rightPitch, float* target, nint targetPitch)
    {
        var (a0, b0, c0, d0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e0, f0, g0, h0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (a1, b1, c1, d1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e1, f1, g1, h1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 1, x += TLanes.Count)
                {
                    var z = y + (4 * leftPitch);
                    var x0 = TLanes.Load(x);
                    var x1 = TLanes.Load(x + rightPitch);
                    var w = TLanes.Broadcast(*y);
                    (a0, a1) = (TLanes.MultiplyAdd(x0, w, a0), TLanes.MultiplyAdd(x1, w, a1));
                    w = TLanes.Broadcast(*(y + leftPitch));
                    (b0, b1) = (TLanes.MultiplyAdd(x0, w, b0), TLanes.MultiplyAdd(x1, w, b1));
                    w = TLanes.Broadcast(*(y + (2 * leftPitch)));
                    (c0, c1) = (TLanes.MultiplyAdd(x0, w, c0), TLanes.MultiplyAdd(x1, w, c1));
                    w = TLanes.Broadcast(*(y + (3 * leftPitch)));
                    (d0, d1) = (TLanes.MultiplyAdd(x0, w, d0), TLanes.MultiplyAdd(x1, w, d1));
                    w = TLanes.Broadcast(*z);
                    (e0, e1) = (TLanes.MultiplyAdd(x0, w, e0), TLanes.MultiplyAdd(x1, w, e1));
                    w = TLanes.Broadcast(*(z + leftPitch));
                    (f0, f1) = (TLanes.MultiplyAdd(x0, w, f0), TLanes.MultiplyAdd(x1, w, f1));
                    w = TLanes.Broadcast(*(z + (2 * leftPitch)));
                    (g0, g1) = (TLanes.MultiplyAdd(x0, w, g0), TLanes.MultiplyAdd(x1, w, g1));
                    w = TLanes.Broadcast(*(z + (3 * leftPitch)));
                    (h0, h1) = (TLanes.MultiplyAdd(x0, w, h0), TLanes.MultiplyAdd(x1, w, h1));
                }
            }
        }

        Add(a0, a1, target);
        Add(b0, b1, target += targetPitch);
        Add(c0, c1, target += targetPitch);
        Add(d0, d1, target += targetPitch);
        Add(e0, e1, target += targetPitch);
        Add(f0, f1, target += targetPitch);
        Add(g0, g1, target += targetPitch);
        Add(h0, h1, target + targetPitch);
    }

    // Two images at a time, so that no sum waits for itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByOne(in PixelWalk walk, float* left, nint leftPitch, float* right, float* target, nint targetPitch)
    {
        var (a0, b0, c0, d0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e0, f0, g0, h0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (a1, b1, c1, d1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (e1, f1, g1, h1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 2, x += 2 * TLanes.Count)
                {
                    var z = y + (4 * leftPitch);
                    var x0 = TLanes.Load(x);
                    var x1 = TLanes.Load(x + TLanes.Count);
                    a0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(y[0]), a0);
                    a1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(y[1]), a1);
                    b0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((y + leftPitch)[0]), b0);
                    b1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((y + leftPitch)[1]), b1);
                    c0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((y + (2 * leftPitch))[0]), c0);
                    c1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((y + (2 * leftPitch))[1]), c1);
                    d0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((y + (3 * leftPitch))[0]), d0);
                    d1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((y + (3 * leftPitch))[1]), d1);
                    e0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast(z[0]), e0);
                    e1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast(z[1]), e1);
                    f0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((z + leftPitch)[0]), f0);
                    f1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((z + leftPitch)[1]), f1);
                    g0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((z + (2 * leftPitch))[0]), g0);
                    g1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((z + (2 * leftPitch))[1]), g1);
                    h0 = TLanes.MultiplyAdd(x0, TLanes.Broadcast((z + (3 * leftPitch))[0]), h0);
                    h1 = TLanes.MultiplyAdd(x1, TLanes.Broadcast((z + (3 * leftPitch))[1]), h1);
                }
            }
        }

        Add(a0 + a1, target);
        Add(b0 + b1, target += targetPitch);
        Add(c0 + c1, target += targetPitch);
        Add(d0 + d1, target += targetPitch);
        Add(e0 + e1, target += targetPitch);
        Add(f0 + f1, target += targetPitch);
        Add(g0 + g1, target += targetPitch);
        Add(h0 + h1, target + targetPitch);
    }
}

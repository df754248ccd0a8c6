using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

internal static unsafe partial class OuterProduct<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByTwo(
        in PixelWalk walk, float* left, nint leftPitch, float* right, nint rightPitch, float* target, nint targetPitch)
    {
        var (a0, b0, c0, d0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (a1, b1, c1, d1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 1, x += TLanes.Count)
                {
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
                }
            }
        }

        Add(a0, a1, target);
        Add(b0, b1, target += targetPitch);
        Add(c0, c1, target += targetPitch);
        Add(d0, d1, target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(in PixelWalk walk, float* left, nint leftPitch, float* right, float* target, nint targetPitch)
    {
        var (a0, b0, c0, d0) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (a1, b1, c1, d1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 2, x += 2 * TLanes.Count)
                {
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
                }
            }
        }

        Add(a0 + a1, target);
        Add(b0 + b1, target += targetPitch);
        Add(c0 + c1, target += targetPitch);
        Add(d0 + d1, target + targetPitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByTwo(in PixelWalk walk, float* left, float* right, nint rightPitch, float* target)
    {
        var (a0, a1, b0, b1) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 2, x += 2 * TLanes.Count)
                {
                    var (w0, w1) = (TLanes.Broadcast(y[0]), TLanes.Broadcast(y[1]));
                    a0 = TLanes.MultiplyAdd(TLanes.Load(x), w0, a0);
                    a1 = TLanes.MultiplyAdd(TLanes.Load(x + rightPitch), w0, a1);
                    b0 = TLanes.MultiplyAdd(TLanes.Load(x + TLanes.Count), w1, b0);
                    b1 = TLanes.MultiplyAdd(TLanes.Load(x + TLanes.Count + rightPitch), w1, b1);
                }
            }
        }

        Add(a0 + b0, a1 + b1, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(in PixelWalk walk, float* left, float* right, float* target)
    {
        var (a, b, c, d) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        for (var line = 0; line < walk.Rows; line++, left += walk.LeftRow, right += walk.RightRow)
        {
            var (first, second) = ((nint)0, (nint)0);
            for (var stretch = 0; stretch < walk.Stretches; stretch++, first += walk.LeftStretch, second += walk.RightStretch)
            {
                var y = left + first;
                var x = right + second;
                for (var end = y + walk.Length; y < end; y += 4, x += 4 * TLanes.Count)
                {
                    a = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Broadcast(y[0]), a);
                    b = TLanes.MultiplyAdd(TLanes.Load(x + TLanes.Count), TLanes.Broadcast(y[1]), b);
                    c = TLanes.MultiplyAdd(TLanes.Load(x + (2 * TLanes.Count)), TLanes.Broadcast(y[2]), c);
                    d = TLanes.MultiplyAdd(TLanes.Load(x + (3 * TLanes.Count)), TLanes.Broadcast(y[3]), d);
                }
            }
        }

        Add(a + b + (c + d), target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TLanes first, TLanes second, float* target)
    {
        Add(first, target);
        Add(second, target + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TLanes value, float* target) => (TLanes.Load(target) + value).Store(target);
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Exchanges images and channels: vectors with an image in each lane become vectors with a channel in each lane.</summary>
internal static unsafe class Transposition<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="source">The first channel.</param>
    /// <param name="pitch">Floats from one channel to the next.</param>
    /// <param name="channels">Number of channels; further lanes become zero.</param>
    /// <param name="positions">Pixels.</param>
    /// <param name="target">Overwritten: for each pixel and image a vector of channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(float* source, nint pitch, int channels, int positions, float* target)
    {
        var size = TLanes.Count * TLanes.Count;
        if (channels < TLanes.Count)
        {
            Some(source, pitch, channels, positions, target);
            return;
        }

        for (var end = target + (positions * size); target < end; target += size, source += TLanes.Count)
        {
            if (TLanes.Count == 16 && Avx512F.IsSupported)
            {
                Sixteen(source, pitch, target);
            }
            else if (TLanes.Count == 8 && Avx.IsSupported)
            {
                Eight(source, pitch, target);
            }
            else
            {
                Any(source, pitch, TLanes.Count, target);
            }
        }
    }

    private static void Some(float* source, nint pitch, int channels, int positions, float* target)
    {
        var size = TLanes.Count * TLanes.Count;
        new Span<float>(target, positions * size).Clear();
        for (var end = target + (positions * size); target < end; target += size, source += TLanes.Count)
        {
            Any(source, pitch, channels, target);
        }
    }

    private static void Any(float* source, nint pitch, int channels, float* target)
    {
        for (var channel = 0; channel < channels; channel++, source += pitch)
        {
            for (var image = 0; image < TLanes.Count; image++)
            {
                target[(image * TLanes.Count) + channel] = source[image];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* source, nint pitch, float* target)
    {
        var (a0, a1, a2, a3) = EightOfFour(source, pitch);
        var (b0, b1, b2, b3) = EightOfFour(source + (4 * pitch), pitch);
        Store(a0, b0, target);
        Store(a1, b1, target + 8);
        Store(a2, b2, target + 16);
        Store(a3, b3, target + 24);
    }

    // Images 0 and 4, 1 and 5, 2 and 6, 3 and 7 of four channels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth) EightOfFour(
        float* source,
        nint pitch)
    {
        var (a, b) = (Vector256.Load(source), Vector256.Load(source + pitch));
        var (c, d) = (Vector256.Load(source + (2 * pitch)), Vector256.Load(source + (3 * pitch)));
        var (low, high) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackHigh(a, b).AsDouble());
        var (low2, high2) = (Avx.UnpackLow(c, d).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
        return (
            Avx.UnpackLow(low, low2).AsSingle(), Avx.UnpackHigh(low, low2).AsSingle(),
            Avx.UnpackLow(high, high2).AsSingle(), Avx.UnpackHigh(high, high2).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> first, Vector256<float> second, float* target)
    {
        Avx.Permute2x128(first, second, 0x20).Store(target);
        Avx.Permute2x128(first, second, 0x31).Store(target + (4 * 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(float* source, nint pitch, float* target)
    {
        var (a0, a1, a2, a3) = SixteenOfFour(source, pitch);
        var (b0, b1, b2, b3) = SixteenOfFour(source + (4 * pitch), pitch);
        var (c0, c1, c2, c3) = SixteenOfFour(source + (8 * pitch), pitch);
        var (d0, d1, d2, d3) = SixteenOfFour(source + (12 * pitch), pitch);
        Store(a0, b0, c0, d0, target);
        Store(a1, b1, c1, d1, target + 16);
        Store(a2, b2, c2, d2, target + 32);
        Store(a3, b3, c3, d3, target + 48);
    }

    // Images 0, 4, 8, 12 of four channels; 1, 5, 9, 13; 2, 6, 10, 14; 3, 7, 11, 15.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth) SixteenOfFour(
        float* source,
        nint pitch)
    {
        var (a, b) = (Vector512.Load(source), Vector512.Load(source + pitch));
        var (c, d) = (Vector512.Load(source + (2 * pitch)), Vector512.Load(source + (3 * pitch)));
        var (low, high) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
        var (low2, high2) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        return (
            Avx512F.UnpackLow(low, low2).AsSingle(), Avx512F.UnpackHigh(low, low2).AsSingle(),
            Avx512F.UnpackLow(high, high2).AsSingle(), Avx512F.UnpackHigh(high, high2).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<float> first,
        Vector512<float> second,
        Vector512<float> third,
        Vector512<float> fourth,
        float* target)
    {
        var (low, high) = (Avx512F.Shuffle4x128(first, second, 0x44), Avx512F.Shuffle4x128(first, second, 0xEE));
        var (low2, high2) = (Avx512F.Shuffle4x128(third, fourth, 0x44), Avx512F.Shuffle4x128(third, fourth, 0xEE));
        Avx512F.Shuffle4x128(low, low2, 0x88).Store(target);
        Avx512F.Shuffle4x128(low, low2, 0xDD).Store(target + (4 * 16));
        Avx512F.Shuffle4x128(high, high2, 0x88).Store(target + (8 * 16));
        Avx512F.Shuffle4x128(high, high2, 0xDD).Store(target + (12 * 16));
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// Mixes channels pixel by pixel: a 1x1 convolution and, with rows and columns of the weights exchanged, its gradient by the input.
/// </summary>
internal static unsafe partial class Pointwise<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int Tile = 4;

    private static int PixelTile => Registers.AreMany ? 4 : 3;

    /// <param name="source">The first input channel.</param>
    /// <param name="sourcePitch">Floats from one input channel to the next.</param>
    /// <param name="weights">The matrix of weights.</param>
    /// <param name="target">The first output channel; overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    /// <param name="positions">Pixels of a channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix(float* source, nint sourcePitch, Matrix weights, float* target, nint targetPitch, int positions)
    {
        var tile = weights.Rows < Tile ? Tile : PixelTile;
        for (var left = positions; left > 0;)
        {
            var pixels = left == tile + 1 ? tile - 1 : Math.Min(left, tile);
            MixSome(source, sourcePitch, weights, target, targetPitch, pixels);
            source += pixels * TLanes.Count;
            target += pixels * TLanes.Count;
            left -= pixels;
        }
    }

    // A few pixels, while they are in the nearest cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MixSome(float* source, nint sourcePitch, Matrix weights, float* target, nint targetPitch, int pixels)
    {
        var output = 0;
        for (; pixels == 1 && output + (2 * Tile) <= weights.Rows; output += 2 * Tile)
        {
            EightByOne(source, sourcePitch, weights.Row(output), weights, target + (output * targetPitch), targetPitch);
        }

        for (; pixels > 1 && output < weights.Rows && Tile <= weights.Rows; output += Tile)
        {
            var first = Math.Min(output, weights.Rows - Tile);
            var weight = weights.Row(first);
            var to = target + (first * targetPitch);
            if (pixels == 4)
            {
                FourByFour(source, sourcePitch, weight, weights, to, targetPitch);
            }
            else if (pixels == 3)
            {
                FourByThree(source, sourcePitch, weight, weights, to, targetPitch);
            }
            else
            {
                FourByTwo(source, sourcePitch, weight, weights, to, targetPitch);
            }
        }

        for (; output < weights.Rows; output++)
        {
            if (pixels == 4)
            {
                OneByFour(source, sourcePitch, weights.Row(output), weights, target + (output * targetPitch));
            }
            else
            {
                Ones(source, sourcePitch, weights.Row(output), weights, target + (output * targetPitch), pixels);
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Puts a channel of one image into its frame: the activation of factor · pixel + bias.</summary>
/// <typeparam name="TRow">Holds neighbouring pixels of a row, no more than a row has.</typeparam>
internal static unsafe class Framing<TRow>
    where TRow : unmanaged, ILanes<TRow>
{
    /// <param name="frame">The frame.</param>
    /// <param name="source">The channel, rows without margins.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="clamp">The activation.</param>
    /// <param name="target">The framed channel; its margins stay as they are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(PlaneFrame frame, float* source, float factor, float bias, Clamp clamp, float* target)
    {
        for (var row = 0; row < frame.Height; row++, source += frame.Width)
        {
            if (frame.Stride == 1)
            {
                Row(source, frame.Width, factor, bias, clamp, target + frame.Place(row, 0));
                continue;
            }

            Every(source, frame.Width, factor, bias, clamp, target + frame.Place(row, 0));
            Every(source + 1, frame.Width - 1, factor, bias, clamp, target + frame.Place(row, 1));
        }
    }

    // The last vector may overlap the one before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* source, int width, float factor, float bias, Clamp clamp, float* target)
    {
        var (limits, scale, shift) = (new Clamping<TRow>(clamp), TRow.Broadcast(factor), TRow.Broadcast(bias));
        for (var column = 0; column < width; column += TRow.Count)
        {
            var first = Math.Min(column, width - TRow.Count);
            limits.Apply(TRow.MultiplyAdd(TRow.Load(source + first), scale, shift)).Store(target + first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Every(float* source, int width, float factor, float bias, Clamp clamp, float* target)
    {
        for (var column = 0; column < width; column += 2)
        {
            *target++ = Math.Clamp(float.MultiplyAddEstimate(source[column], factor, bias), clamp.Lowest, clamp.Highest);
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>Copies a channel to where its rows have zero margins.</summary>
internal static unsafe class Margins<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <param name="plane">How the target lies in memory.</param>
    /// <param name="source">The source's plane, rows without margins.</param>
    /// <param name="target">The target's plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(PaddedPlane plane, float* source, float* target)
    {
        var margin = plane.Margin * TLanes.Count;
        var width = plane.Width * TLanes.Count;
        for (var row = 0; row < plane.Height; row++, source += width)
        {
            new Span<float>(target, margin).Clear();
            target += margin;
            for (var offset = 0; offset < width; offset += TLanes.Count)
            {
                TLanes.Load(source + offset).Store(target + offset);
            }

            target += width;
            new Span<float>(target, margin).Clear();
            target += margin;
        }
    }
}

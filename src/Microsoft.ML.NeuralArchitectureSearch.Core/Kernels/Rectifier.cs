using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>ReLU, or another limit, of one channel, on the way to where a convolution reads it, and its gradient.</summary>
internal static unsafe class Rectifier<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>factor · source + bias within the limits, the rows with zero margins.</summary>
    /// <param name="clamp">The limits.</param>
    /// <param name="plane">How the target lies in memory.</param>
    /// <param name="source">The source's plane, rows without margins.</param>
    /// <param name="factor">A factor for each image of the block.</param>
    /// <param name="bias">A bias for each image of the block.</param>
    /// <param name="target">The target's plane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pad(Clamp clamp, PaddedPlane plane, float* source, TLanes factor, TLanes bias, float* target)
    {
        var (zero, limits) = (TLanes.Zero, new Clamping<TLanes>(clamp));
        for (var row = 0; row < plane.Height; row++)
        {
            for (var end = target + (plane.Margin * TLanes.Count); target < end; target += TLanes.Count)
            {
                zero.Store(target);
            }

            for (var end = source + (plane.Width * TLanes.Count); source < end; source += TLanes.Count, target += TLanes.Count)
            {
                limits.Apply(TLanes.MultiplyAdd(TLanes.Load(source), factor, bias)).Store(target);
            }

            for (var end = target + (plane.Margin * TLanes.Count); target < end; target += TLanes.Count)
            {
                zero.Store(target);
            }
        }
    }

    /// <summary>max(0, source) at every second pixel of every second row.</summary>
    /// <param name="input">Size of the source.</param>
    /// <param name="source">The first pixel to take.</param>
    /// <param name="target">The target's plane, rows without margins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Halve(MapShape input, float* source, float* target)
    {
        for (var row = 0; row < input.Height / 2; row++, source += 2 * input.Width * TLanes.Count)
        {
            for (var column = 0; column < input.Width / 2; column++, target += TLanes.Count)
            {
                TLanes.Max(TLanes.Zero, TLanes.Load(source + (2 * column * TLanes.Count))).Store(target);
            }
        }
    }

    /// <summary>Adds a gradient where the input lies within the limits.</summary>
    /// <param name="clamp">The limits.</param>
    /// <param name="input">Size of the map.</param>
    /// <param name="step">Pixels, and rows, from one that has a gradient to the next.</param>
    /// <param name="gradient">Gradient of the limited values at those pixels.</param>
    /// <param name="source">The input, from the first such pixel on.</param>
    /// <param name="target">The input's gradient, from the first such pixel on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient(Clamp clamp, MapShape input, int step, float* gradient, float* source, float* target)
    {
        var limits = new Clamping<TLanes>(clamp);
        for (var row = 0; row < input.Height / step; row++)
        {
            for (var column = 0; column < input.Width / step; column++, gradient += TLanes.Count)
            {
                var offset = column * step * TLanes.Count;
                var passed = limits.Pass(TLanes.Load(source + offset), TLanes.Load(gradient));
                (TLanes.Load(target + offset) + passed).Store(target + offset);
            }

            source += step * input.Width * TLanes.Count;
            target += step * input.Width * TLanes.Count;
        }
    }

    /// <summary>A gradient where the ReLU of a normalized value let it through, zero elsewhere.</summary>
    /// <param name="plane">How the ReLU's output lies in memory.</param>
    /// <param name="gradient">Gradient of the ReLU's output, rows without margins; overwritten by that of its input.</param>
    /// <param name="output">The ReLU's output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mask(PaddedPlane plane, float* gradient, float* output)
    {
        for (var row = 0; row < plane.Height; row++)
        {
            var pixel = output + (((row * plane.RowPitch) + plane.Margin) * TLanes.Count);
            for (var end = gradient + (plane.Width * TLanes.Count); gradient < end; gradient += TLanes.Count, pixel += TLanes.Count)
            {
                TLanes.WhereGreater(TLanes.Load(pixel), TLanes.Zero, TLanes.Load(gradient), TLanes.Zero).Store(gradient);
            }
        }
    }
}

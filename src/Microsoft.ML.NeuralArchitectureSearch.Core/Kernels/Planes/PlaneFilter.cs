using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A depthwise convolution of a normalized and activated channel of one image.</summary>
internal abstract unsafe class PlaneFilter
{
    /// <summary>A filter for vectors that suit the width of the map.</summary>
    /// <param name="window">The windows of the filter.</param>
    /// <param name="clamp">The activation before it.</param>
    /// <param name="frames">Memory for its frame.</param>
    /// <param name="widest">The most pixels in a vector.</param>
    public static PlaneFilter Create(PlaneWindow window, Clamp clamp, PlaneFrames frames, int widest) =>
        PlaneFrames.RowLanes(window.Frame.TargetWidth, widest) switch
        {
            16 => new PlaneFilter<Lanes16>(window, clamp, frames),
            8 => new PlaneFilter<Lanes8>(window, clamp, frames),
            4 => new PlaneFilter<Lanes4>(window, clamp, frames),
            _ => new PlaneFilter<Lanes1>(window, clamp, frames),
        };

    /// <summary>Filters the activation of factor · pixel + bias.</summary>
    /// <param name="source">The channel, rows without margins.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="weights">The filter, <c>[k, k]</c>.</param>
    /// <param name="target">The filtered channel, rows without margins; overwritten.</param>
    public abstract void Apply(float* source, float factor, float bias, float* weights, float* target);
}

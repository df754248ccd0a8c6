using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A depthwise convolution of a normalized and rectified channel of one image.</summary>
internal abstract unsafe class PlaneFilter
{
    /// <summary>A filter for vectors that suit the width of the map.</summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="stage">Kernel, stride and dilation.</param>
    /// <param name="frames">Memory for its frame.</param>
    /// <param name="widest">The most pixels in a vector.</param>
    public static PlaneFilter Create(MapShape input, StagePlan stage, PlaneFrames frames, int widest)
    {
        var frame = new PlaneFrame(input.Height, input.Width, stage.Kernel / 2 * stage.Dilation, stage.Stride);
        return PlaneFrames.RowLanes(frame.TargetWidth, widest) switch
        {
            16 => new PlaneFilter<Lanes16>(frame, stage, frames),
            8 => new PlaneFilter<Lanes8>(frame, stage, frames),
            4 => new PlaneFilter<Lanes4>(frame, stage, frames),
            _ => new PlaneFilter<Lanes1>(frame, stage, frames),
        };
    }

    /// <summary>Filters max(0, factor · pixel + bias).</summary>
    /// <param name="source">The channel, rows without margins.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="weights">The filter, <c>[k, k]</c>.</param>
    /// <param name="target">The filtered channel, rows without margins; overwritten.</param>
    public abstract void Apply(float* source, float factor, float bias, float* weights, float* target);
}

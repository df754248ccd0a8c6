using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>Pooling over square windows of a channel of one image.</summary>
internal abstract unsafe class PlanePooling
{
    /// <summary>The largest pixel.</summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="frames">Memory for its frame.</param>
    /// <param name="widest">The most pixels in a vector.</param>
    public static PlanePooling Largest(MapShape input, int kernel, int stride, PlaneFrames frames, int widest) =>
        Lanes(input, kernel, stride, widest) switch
        {
            16 => new PlanePooling<Lanes16, MaxPooling<Lanes16>>(input, stride, frames),
            8 => new PlanePooling<Lanes8, MaxPooling<Lanes8>>(input, stride, frames),
            4 => new PlanePooling<Lanes4, MaxPooling<Lanes4>>(input, stride, frames),
            1 => new PlanePooling<Lanes1, MaxPooling<Lanes1>>(input, stride, frames),
            _ => new PlaneWindows<MaxPooling<Lanes1>>(input, kernel, stride),
        };

    /// <summary>The mean of the pixels that exist.</summary>
    /// <param name="input">Size of the input.</param>
    /// <param name="kernel">Height and width of a window.</param>
    /// <param name="stride">Pixels from one window to the next.</param>
    /// <param name="frames">Memory for its frame.</param>
    /// <param name="widest">The most pixels in a vector.</param>
    public static PlanePooling Mean(MapShape input, int kernel, int stride, PlaneFrames frames, int widest) =>
        Lanes(input, kernel, stride, widest) switch
        {
            16 => new PlanePooling<Lanes16, AveragePooling<Lanes16>>(input, stride, frames),
            8 => new PlanePooling<Lanes8, AveragePooling<Lanes8>>(input, stride, frames),
            4 => new PlanePooling<Lanes4, AveragePooling<Lanes4>>(input, stride, frames),
            1 => new PlanePooling<Lanes1, AveragePooling<Lanes1>>(input, stride, frames),
            _ => new PlaneWindows<AveragePooling<Lanes1>>(input, kernel, stride),
        };

    /// <param name="source">The channel.</param>
    /// <param name="target">The pooled channel; overwritten.</param>
    public abstract void Apply(float* source, float* target);

    // 0 for windows that are not pooled by vectors.
    private static int Lanes(MapShape input, int kernel, int stride, int widest) =>
        kernel == 3 && stride <= 2 ? PlaneFrames.RowLanes(input.Strided(stride).Width, widest) : 0;
}

using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A convolution of one image that mixes channels: a vector holds neighbouring pixels.</summary>
internal abstract unsafe class DensePlane
{
    /// <summary>A convolution with vectors that suit the size of the map.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="widest">The most pixels in a vector.</param>
    public static DensePlane Create(DenseShape shape, int widest)
    {
        var frame = new DenseFrame(shape);
        return PlaneFrames.RowLanes(frame.Targets, widest) switch
        {
            16 => new DensePlane<Lanes16>(shape, frame),
            8 => new DensePlane<Lanes8>(shape, frame),
            4 => new DensePlane<Lanes4>(shape, frame),
            _ => new DensePlane<Lanes1>(shape, frame),
        };
    }

    /// <summary>Floats of the scratch.</summary>
    public abstract nint ScratchLength { get; }

    /// <summary>Convolves the activation of factor · pixel + bias.</summary>
    /// <param name="source">The input, rows without margins.</param>
    /// <param name="sourcePitch">Floats from one input channel to the next.</param>
    /// <param name="activation">What is done to the input.</param>
    /// <param name="packed">The weights as <see cref="DensePacking.Forward"/> orders them.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="target">The output, rows without margins; overwritten.</param>
    /// <param name="targetPitch">Floats from one output channel to the next.</param>
    public abstract void Apply(
        float* source, nint sourcePitch, PlaneActivation activation, float* packed, float* scratch, float* target, nint targetPitch);
}

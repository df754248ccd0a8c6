using Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>A feature map of one image, <c>[C, H, W]</c>, each channel rounded up to whole vectors of neighbouring pixels.</summary>
/// <param name="shape">Its size.</param>
/// <param name="lanes">Pixels in a vector.</param>
internal sealed unsafe class PlaneMap(MapShape shape, int lanes)
{
    public MapShape Shape => shape;

    /// <summary>The map as one of vectors; where it lies is set there.</summary>
    public FeatureMap Vectors { get; } = new(new MapShape(shape.Channels, Height: 1, (shape.Positions + lanes - 1) / lanes));

    /// <summary>Vectors of a channel.</summary>
    public int Count => Vectors.Shape.Positions;

    /// <summary>Floats from one channel to the next.</summary>
    public nint Pitch => Vectors.ChannelPitch;

    /// <summary>Floats of the whole map.</summary>
    public nint Length => Vectors.BlockLength(lanes);

    /// <summary>The first pixel of a channel.</summary>
    public float* At(int channel) => Vectors.At(block: 0, channel);

    /// <summary>The pixels of a channel.</summary>
    public Span<float> Channel(int channel) => new(At(channel), shape.Positions);
}

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>The feature maps of all blocks of images; where they lie is set for each run.</summary>
/// <param name="shape">Size of one image's map.</param>
internal sealed unsafe class FeatureMap(MapShape shape)
{
    private float* _start;
    private nint _blockPitch;

    public MapShape Shape => shape;

    /// <summary>Floats from one channel to the next.</summary>
    public nint ChannelPitch { get; private set; }

    /// <summary>Whether the map lies anywhere.</summary>
    public bool Exists => _start != null;

    /// <summary>Floats of one block where channels lie apart, so that they do not fall onto the same lines of the cache.</summary>
    public nint BlockLength(int lanes) => (nint)shape.Channels * PaddedPlane.PitchOf(shape.Positions) * lanes;

    /// <summary>Puts the map into memory in which channels lie apart.</summary>
    public void Place(float* start, nint blockPitch, int lanes)
    {
        _start = start;
        (_blockPitch, ChannelPitch) = (blockPitch, (nint)PaddedPlane.PitchOf(shape.Positions) * lanes);
    }

    /// <summary>Puts the map into memory without gaps, <c>[blocks, C, H, W, lanes]</c>, from one of its blocks on, or nowhere.</summary>
    public void PlaceDensely(float* start, int firstBlock, int lanes)
    {
        ChannelPitch = (nint)shape.Positions * lanes;
        _blockPitch = shape.Channels * ChannelPitch;
        _start = start == null ? null : start + (firstBlock * _blockPitch);
    }

    /// <summary>Makes the map some of the channels of another one.</summary>
    public void PlaceWithin(FeatureMap whole, int firstChannel)
    {
        _start = whole.At(0, firstChannel);
        (_blockPitch, ChannelPitch) = (whole._blockPitch, whole.ChannelPitch);
    }

    /// <summary>The first channel of a block.</summary>
    public float* At(int block) => _start + (block * _blockPitch);

    /// <summary>A channel of a block.</summary>
    public float* At(int block, int channel) => _start + (block * _blockPitch) + (channel * ChannelPitch);

    /// <summary>All pixels of a channel of a block.</summary>
    public Span<float> Channel(int block, int channel, int lanes) => new(At(block, channel), shape.Positions * lanes);
}

using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Regions;

/// <summary>The outputs of a region, one behind the other, <c>[blocks, C, H, W, lanes]</c> each.</summary>
/// <param name="shapes">Their sizes.</param>
/// <param name="lanes">Images in a block.</param>
internal sealed unsafe class RegionOutputs(ImmutableArray<MapShape> shapes, int lanes)
{
    /// <summary>A channel of an output.</summary>
    /// <param name="start">Where the outputs begin.</param>
    /// <param name="run">The run.</param>
    /// <param name="output">Index of the output.</param>
    /// <param name="block">The block of images, of those of the run.</param>
    /// <param name="channel">The channel.</param>
    public Span<float> Channel(float* start, RegionRun run, int output, int block, int channel)
    {
        nint offset = 0;
        foreach (var other in shapes.AsSpan(0, output))
        {
            offset += (nint)run.TotalBlocks * other.Channels * other.Positions * lanes;
        }

        var shape = shapes[output];
        var length = shape.Positions * lanes;
        return new(start + offset + (((((nint)run.FirstBlock + block) * shape.Channels) + channel) * length), length);
    }
}

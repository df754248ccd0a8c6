using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Planes;

/// <summary>
/// Memory for framed channels, one for each frame: all operations with the same frame fill it in turn, and nothing ever writes to the
/// margins.
/// </summary>
internal sealed unsafe class PlaneFrames : IDisposable
{
    private readonly Dictionary<(PlaneFrame, float), AlignedBuffer> _buffers = [];

    /// <param name="frame">The frame.</param>
    /// <param name="outside">What the pixels outside the map are.</param>
    public float* Of(PlaneFrame frame, float outside)
    {
        if (!_buffers.TryGetValue((frame, outside), out var buffer))
        {
            _buffers[(frame, outside)] = buffer = new AlignedBuffer(frame.Length);
            new Span<float>(buffer.Start, frame.Length).Fill(outside);
        }

        return buffer.Start;
    }

    /// <summary>How many neighbouring pixels of a row a vector holds: no more than a row has.</summary>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="widest">The widest width allowed.</param>
    public static int RowLanes(int width, int widest) =>
        LaneCount.All.FirstOrDefault(count => count <= Math.Min(width, widest), defaultValue: 1);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var buffer in _buffers.Values)
        {
            buffer.Dispose();
        }
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>
/// Native memory that images are read into one after the other: all at once where their number is known, chunk by chunk otherwise.
/// </summary>
/// <param name="shape">Size of the images.</param>
/// <param name="rows">How many images are expected; <see langword="null"/> where that is not known.</param>
internal sealed class PixelBuffer(MapShape shape, long? rows) : IDisposable
{
    // Blocks of this size go back to the system as soon as they are freed.
    private const long ChunkBytes = 64L << 20;

    private readonly List<Tensor> _chunks = [];
    private nint _begin;
    private long _capacity;
    private long _used;

    /// <summary>Number of images.</summary>
    public long Count { get; private set; }

    private long ChunkRows => Math.Max(1, ChunkBytes / (sizeof(float) * (long)shape.Size));

    /// <summary>
    /// The values of the next image, float32 <c>[C, H, W]</c>, to be written; it counts once <see cref="Keep"/> is called.
    /// </summary>
    /// <exception cref="ArgumentException">The images do not fit into memory.</exception>
    public unsafe Span<float> Next()
    {
        if (_used == _capacity)
        {
            Grow();
        }

        return new Span<float>((float*)_begin + (_used * shape.Size), shape.Size);
    }

    /// <summary>Counts the image that was written.</summary>
    public void Keep()
    {
        _used++;
        Count++;
    }

    /// <summary>All images, float32 <c>[N, C, H, W]</c>; the buffer is empty afterwards.</summary>
    public Tensor ToTensor()
    {
        using var scope = NewDisposeScope();
        var all = _chunks is [var only] ? only.narrow(0, 0, _used) : Join();
        return all.view(Count, shape.Channels, shape.Height, shape.Width).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var chunk in _chunks)
        {
            chunk.Dispose();
        }

        _chunks.Clear();
    }

    private void Grow()
    {
        var count = _chunks.Count == 0 && rows is { } expected ? Math.Max(1, expected) : ChunkRows;
        ImageMemory.Check(Count + count, shape);
        _chunks.Add(empty([count, shape.Size], ScalarType.Float32, CPU).DetachFromDisposeScope());
        (_capacity, _used) = (count, 0);

        // The whole of a large tensor has no span: that of its first row has.
        using var scope = NewDisposeScope();
        _begin = TensorMemory.Address(_chunks[^1].narrow(0, 0, 1));
    }

    // Memory is taken page by page as it is written, and each chunk is freed once it is copied: there is never much more than one copy.
    private Tensor Join()
    {
        var all = empty([Count, shape.Size], ScalarType.Float32, CPU);
        long begin = 0;
        for (var index = 0; index < _chunks.Count; index++)
        {
            using var chunk = _chunks[index];
            var length = Math.Min(chunk.shape[0], Count - begin);
            using var source = chunk.narrow(0, 0, length);
            using var target = all.narrow(0, begin, length);
            target.copy_(source);
            begin += length;
        }

        _chunks.Clear();
        return all;
    }
}

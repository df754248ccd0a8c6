using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>A set of labelled images, held as two tensors.</summary>
/// <remarks>The object owns its tensors: they live until it is disposed, whatever dispose scope they were made in.</remarks>
public sealed class ImageData : IDisposable
{
    /// <summary>Takes images and their labels into possession.</summary>
    /// <param name="images">Images, float32 or float64 <c>[N, C, H, W]</c>.</param>
    /// <param name="labels">Classes, int64 <c>[N]</c>, from 0.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="ArgumentException">A tensor has another type or shape than stated, there is no image, or a label is not one of the classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is zero or negative.</exception>
    public ImageData(Tensor images, Tensor labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        CheckImages(images);
        CheckLabels(labels, images.shape[0], classCount);

        Images = images.DetachFromDisposeScope();
        Labels = labels.DetachFromDisposeScope();
        ClassCount = classCount;
        var shape = images.shape;
        Count = shape[0];
        Shape = new ImageShape(checked((int)shape[1]), checked((int)shape[2]), checked((int)shape[3]));
    }

    /// <summary>Images, float32 or float64 <c>[N, C, H, W]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>Classes, int64 <c>[N]</c>, from 0.</summary>
    public Tensor Labels { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Number of images (N).</summary>
    public long Count { get; }

    /// <summary>Size of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Deals the images, in a random order, into two sets; each gets at least one.</summary>
    /// <param name="firstFraction">Share of the images in the first set, within (0, 1).</param>
    /// <param name="random">The source of the order.</param>
    /// <returns>Two sets that own copies of their images.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within (0, 1).</exception>
    /// <exception cref="InvalidOperationException">There is only one image.</exception>
    public (ImageData First, ImageData Second) Split(double firstFraction, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstFraction, 0.0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstFraction, 1.0);
        ArgumentNullException.ThrowIfNull(random);
        if (Count < 2)
        {
            throw new InvalidOperationException("A single image cannot be split into two sets.");
        }

        var order = Order(random);
        var first = Math.Clamp((int)Math.Round(firstFraction * order.Length), 1, order.Length - 1);
        return (Subset(order[..first]), Subset(order[first..]));
    }

    /// <summary>Number of mini-batches that <see cref="Shuffle"/> gives.</summary>
    /// <param name="batchSize">Images in a mini-batch.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public int BatchCount(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);

        var full = checked((int)(Count / batchSize));
        return Math.Max(1, Count % batchSize > 1 ? full + 1 : full);
    }

    /// <summary>Goes through the images once, in a random order, mini-batch by mini-batch.</summary>
    /// <param name="batchSize">Images in a mini-batch; the last one may be shorter.</param>
    /// <param name="random">The source of the order; it is drawn when the iteration starts.</param>
    /// <returns>The indices of every mini-batch's images, for <see cref="Gather"/>. A last one of a single image is left out: batch
    /// normalization has nothing to normalize over where its feature map is one pixel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public IEnumerable<long[]> Shuffle(int batchSize, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Batches(BatchCount(batchSize), batchSize, random);
    }

    /// <summary>Goes through all images once in their own order, mini-batch by mini-batch.</summary>
    /// <param name="batchSize">Images in a mini-batch; the last one may be shorter.</param>
    /// <returns>The indices of every mini-batch's images, for <see cref="Gather"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public IEnumerable<long[]> InOrder(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Enumerable.Range(0, checked((int)Count)).Select(index => (long)index).Chunk(batchSize);
    }

    /// <summary>Copies some of the images into a mini-batch.</summary>
    /// <param name="indices">Which images.</param>
    /// <returns>Images <c>[B, C, H, W]</c> and classes <c>[B]</c>, in the caller's dispose scope.</returns>
    public (Tensor Images, Tensor Labels) Gather(long[] indices)
    {
        using var host = tensor(indices);
        using var selected = host.to(Images.device);
        return (Images.index_select(0, selected), Labels.index_select(0, selected));
    }

    /// <summary>Copies the set to a device.</summary>
    /// <param name="device">The device.</param>
    /// <returns>A set of its own, even where nothing had to be moved.</returns>
    public ImageData To(Device device) => new(Images.to(device), Labels.to(device), ClassCount);

    /// <inheritdoc />
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }

    private IEnumerable<long[]> Batches(int count, int batchSize, Random random)
    {
        var order = Order(random);
        for (var batch = 0; batch < count; batch++)
        {
            yield return order[(batch * batchSize)..Math.Min((batch + 1) * batchSize, order.Length)];
        }
    }

    private long[] Order(Random random)
    {
        var order = new long[Count];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        random.Shuffle(order);
        return order;
    }

    private ImageData Subset(long[] indices)
    {
        var (images, labels) = Gather(indices);
        return new ImageData(images, labels, ClassCount);
    }

    private static void CheckImages(Tensor images)
    {
        var shape = images.shape;
        if (shape.Length != 4 || shape.Any(size => size == 0))
        {
            throw new ArgumentException($"Images are a tensor [N, C, H, W] of at least one image; found [{string.Join(", ", shape)}].", nameof(images));
        }

        if (images.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Images are Float32 or Float64; found {images.dtype}.", nameof(images));
        }
    }

    private static void CheckLabels(Tensor labels, long count, int classCount)
    {
        if (labels.dtype != ScalarType.Int64 || labels.shape is not [var found] || found != count)
        {
            throw new ArgumentException(
                $"Labels are Int64 [{count}], one for each image; found {labels.dtype} [{string.Join(", ", labels.shape)}].", nameof(labels));
        }

        using var scope = NewDisposeScope();
        var (smallest, largest) = (labels.min().item<long>(), labels.max().item<long>());
        if (smallest < 0 || largest >= classCount)
        {
            throw new ArgumentException($"Labels are classes 0 to {classCount - 1}; found {smallest} to {largest}.", nameof(labels));
        }
    }
}

using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Batching;

/// <summary>A set of labelled examples, images or texts, held as two tensors.</summary>
/// <remarks>The object owns its tensors: they live until it is disposed, whatever dispose scope they were made in.</remarks>
public sealed class LabelledData : TrainingData
{
    // Of a part of a set these are the inputs of the whole set, which both share; the rows say which of them are the part's.
    private readonly Tensor _inputs;
    private readonly long[]? _rows;
    private Tensor? _own;

    /// <summary>Takes examples and their labels into possession.</summary>
    /// <param name="inputs">Float32 or float64 <c>[N, C, H, W]</c>: images, or texts as rows of tokens <c>[N, 1, 1, L]</c>.</param>
    /// <param name="labels">Classes, int64 <c>[N]</c>, from 0.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <exception cref="ArgumentException">
    /// A tensor has another type or shape than stated, there is no example, or a label is not one of the classes.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of classes is zero or negative.</exception>
    public LabelledData(Tensor inputs, Tensor labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classCount);
        CheckInputs(inputs);
        CheckLabels(labels, inputs.shape[0], classCount);

        _inputs = inputs.DetachFromDisposeScope();
        Labels = labels.DetachFromDisposeScope();
        ClassCount = classCount;
        var shape = inputs.shape;
        Count = shape[0];
        Shape = new MapShape(checked((int)shape[1]), checked((int)shape[2]), checked((int)shape[3]));
    }

    private LabelledData(LabelledData whole, long[] indices)
    {
        (_inputs, _rows) = (whole._inputs.alias().DetachFromDisposeScope(), whole.RowsOf(indices));
        using (var selected = Index(indices, whole.Labels.device))
        {
            Labels = whole.Labels.index_select(0, selected).DetachFromDisposeScope();
        }

        (ClassCount, Count, Shape) = (whole.ClassCount, indices.Length, whole.Shape);
    }

    /// <summary>Float32 or float64 <c>[N, C, H, W]</c>: images, or texts as rows of tokens <c>[N, 1, 1, L]</c>.</summary>
    public Tensor Inputs => _rows is null ? _inputs : _own ??= Select(_rows).DetachFromDisposeScope();

    /// <summary>Where the examples are.</summary>
    internal Device Device => _inputs.device;

    /// <summary>Classes, int64 <c>[N]</c>, from 0.</summary>
    public Tensor Labels { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <inheritdoc />
    public override long Count { get; }

    /// <summary>Size of every input.</summary>
    public MapShape Shape { get; }

    /// <summary>Deals the examples, in a random order, into two sets; each gets at least one.</summary>
    /// <param name="firstFraction">Share of the examples in the first set, within (0, 1).</param>
    /// <param name="random">The source of the order.</param>
    /// <returns>Two sets that own copies of their examples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within (0, 1).</exception>
    /// <exception cref="InvalidOperationException">There is only one example.</exception>
    public (LabelledData First, LabelledData Second) Split(double firstFraction, Random random)
    {
        var (first, second) = Orders(firstFraction, random);
        return (Subset(first), Subset(second));
    }

    /// <summary>Deals the examples as <see cref="Split"/> does, into two sets that share the memory of the inputs with this one.</summary>
    /// <param name="firstFraction">Share of the examples in the first set, within (0, 1).</param>
    /// <param name="random">The source of the order.</param>
    internal (LabelledData First, LabelledData Second) Share(double firstFraction, Random random)
    {
        var (first, second) = Orders(firstFraction, random);
        return (new(this, first), new(this, second));
    }

    private (long[] First, long[] Second) Orders(double firstFraction, Random random)
    {
        Checked.Between0And1(firstFraction, nameof(firstFraction));
        ArgumentNullException.ThrowIfNull(random);
        if (Count < 2)
        {
            throw new InvalidOperationException("A single example cannot be split into two sets.");
        }

        var order = Order(random);
        var first = Math.Clamp((int)Math.Round(firstFraction * order.Length), 1, order.Length - 1);
        return (order[..first], order[first..]);
    }

    /// <summary>Number of mini-batches that <see cref="Shuffle"/> gives.</summary>
    /// <param name="batchSize">Examples in a mini-batch.</param>
    /// <returns>At least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public int BatchCount(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);

        var full = checked((int)(Count / batchSize));
        return Math.Max(1, Count % batchSize > 1 ? full + 1 : full);
    }

    /// <summary>Goes through the examples once, in a random order, mini-batch by mini-batch.</summary>
    /// <param name="batchSize">Examples in a mini-batch; the last one may be shorter.</param>
    /// <param name="random">The source of the order; it is drawn when the iteration starts.</param>
    /// <returns>The indices of every mini-batch's examples, for <see cref="Gather"/>. A last one of a single example is left out: batch
    /// normalization has nothing to normalize over where its feature map is one pixel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public IEnumerable<long[]> Shuffle(int batchSize, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Batches(BatchCount(batchSize), batchSize, random);
    }

    /// <summary>Goes through all examples once in their own order, mini-batch by mini-batch.</summary>
    /// <param name="batchSize">Examples in a mini-batch; the last one may be shorter.</param>
    /// <returns>The indices of every mini-batch's examples, for <see cref="Gather"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is zero or negative.</exception>
    public IEnumerable<long[]> InOrder(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Enumerable.Range(0, checked((int)Count)).Select(index => (long)index).Chunk(batchSize);
    }

    /// <summary>Copies some of the examples into a mini-batch.</summary>
    /// <param name="indices">Which examples.</param>
    /// <returns>Inputs <c>[B, C, H, W]</c> and classes <c>[B]</c>, in the caller's dispose scope.</returns>
    public (Tensor Inputs, Tensor Labels) Gather(long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        using var selected = Index(indices, Labels.device);
        return (Select(RowsOf(indices)), Labels.index_select(0, selected));
    }

    /// <inheritdoc />
    public override LabelledData To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return _rows is not null && device.type == Device.type && device.index == Device.index
            ? new(this, Numbers(Count))
            : new(Inputs.to(device), Labels.to(device), ClassCount);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _own?.Dispose();
        _inputs.Dispose();
        Labels.Dispose();
    }

    private long[] RowsOf(long[] indices) => _rows is { } rows ? Array.ConvertAll(indices, index => rows[index]) : indices;

    private Tensor Select(long[] rows)
    {
        using var selected = Index(rows, _inputs.device);
        return _inputs.index_select(0, selected);
    }

    private static Tensor Index(long[] indices, Device device)
    {
        using var host = tensor(indices, device: CPU);
        return host.to(device);
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
        var order = Numbers(Count);
        random.Shuffle(order);
        return order;
    }

    private static long[] Numbers(long count)
    {
        var numbers = new long[count];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = index;
        }

        return numbers;
    }

    private LabelledData Subset(long[] indices)
    {
        var (inputs, labels) = Gather(indices);
        return new LabelledData(inputs, labels, ClassCount);
    }

    private static void CheckInputs(Tensor inputs)
    {
        var shape = inputs.shape;
        if (shape.Length != 4 || shape.Any(size => size == 0))
        {
            throw new ArgumentException(
                $"Inputs are a tensor [N, C, H, W] of at least one example; found [{string.Join(", ", shape)}].",
                nameof(inputs));
        }

        if (inputs.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException($"Inputs are Float32 or Float64; found {inputs.dtype}.", nameof(inputs));
        }
    }

    private static void CheckLabels(Tensor labels, long count, int classCount)
    {
        if (labels.dtype != ScalarType.Int64 || labels.shape is not [var found] || found != count)
        {
            throw new ArgumentException(
                $"Labels are Int64 [{count}], one for each example; found {labels.dtype} [{string.Join(", ", labels.shape)}].",
                nameof(labels));
        }

        using var scope = NewDisposeScope();
        var (smallest, largest) = (labels.min().item<long>(), labels.max().item<long>());
        if (smallest < 0 || largest >= classCount)
        {
            throw new ArgumentException($"Labels are classes 0 to {classCount - 1}; found {smallest} to {largest}.", nameof(labels));
        }
    }
}

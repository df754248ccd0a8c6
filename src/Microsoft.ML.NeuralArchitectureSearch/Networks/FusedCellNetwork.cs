using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Cells;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using Microsoft.ML.NeuralArchitectureSearch.Operations.Fused;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Computes a network's cells by the kernels of the CPU: the same parameters, the same mathematics, other roundings.</summary>
/// <remarks>The network stays its owner's. It is trained by <see cref="Weights"/>, in whose memory its parameters lie.</remarks>
internal sealed class FusedCellNetwork : IDisposable
{
    private readonly CellNetwork _network;
    private readonly KernelResources _resources;
    private readonly ImmutableArray<FusedCell> _cells;
    private readonly int _widest;

    /// <param name="network">The network, on the CPU, float32.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: what the processor has.</param>
    public FusedCellNetwork(CellNetwork network, ImageShape shape, int threads, int? widest = null)
    {
        _network = network;
        _resources = new KernelResources(threads);
        _widest = widest ?? LaneCount.Widest;
        _cells = Fuse(shape);
        Weights = [.. network.OuterParameters, .. _cells.Select(cell => cell.Parameters)];
    }

    /// <summary>What it is differentiated and trained by: one vector for each cell, and the parameters outside the cells.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <summary>Puts a network onto the kernels, where there are some for it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    public static FusedCellNetwork? TryFuse(ClassifierNetwork network, ImageShape shape, int threads) =>
        threads > 0
        && network is CellNetwork cells
        && cells.Cells.All(cell => cell.SuitsKernels)
        && cells.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU)
            ? new FusedCellNetwork(cells, shape, threads)
            : null;

    /// <summary>Whether the kernels are the faster way to classify: a vector that few images fill takes as long as a full one.</summary>
    /// <param name="images">Number of images (N).</param>
    public static bool PaysFor(int images) => images >= LaneCount.All[^1];

    /// <summary>Classifies images.</summary>
    /// <param name="images">Images, float32 <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float32 <c>[N, K]</c>, and those of the auxiliary head, <see langword="null"/> without one or while not training.</returns>
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var count = images.size(0);
        var (first, second) = _network.Stem(images);
        var lanes = LaneCount.For(count, _resources.Team.Size, _widest);
        var earlier = BlockedImages.Of(first, lanes);
        var previous = ReferenceEquals(first, second) ? earlier : BlockedImages.Of(second, lanes);
        var present = CellCall.PresentLanes(count, earlier.size(0), lanes);
        Tensor? auxiliary = null;
        for (var layer = 0; layer < _cells.Length; layer++)
        {
            var call = new CellCall(count, present, _network.training, _network.Cells[layer].DropPathFactors(present, count));
            (earlier, previous) = (previous, _cells[layer].Forward(earlier, previous, choice: null, call));
            if (_network.training && layer == CellStack.AuxiliaryLayer(_cells.Length))
                auxiliary = _network.Auxiliary?.call(BlockedImages.Images(previous, count));
        }

        var logits = _network.Classifier.call(BlockedImages.Means(previous, count));
        return (logits.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var cell in _cells)
            cell.Dispose();

        _resources.Dispose();
    }

    private ImmutableArray<FusedCell> Fuse(ImageShape shape)
    {
        var (earlier, previous) = _network.StemShapes(shape);
        var cells = ImmutableArray.CreateBuilder<FusedCell>();
        foreach (var cell in _network.Cells)
        {
            var parameters = new FlatParameters([.. cell.parameters()]);
            var plan = cell.Plan(new BranchPlans(parameters), (int)parameters.Values.numel(), earlier, previous);
            cells.Add(new FusedCell(plan, parameters, _resources));
            (earlier, previous) = (previous, cells[^1].Output);
        }

        return cells.DrainToImmutable();
    }
}

using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>Computes a network's cells by the kernels of the CPU: the same parameters, the same mathematics, other roundings.</summary>
/// <remarks>The network stays its owner's. It is trained by <see cref="Weights"/>, in whose memory its parameters lie.</remarks>
internal sealed class FusedCellNetwork : IKernelNetwork
{
    private readonly CellNetwork _network;
    private readonly FlatParameters _flat;
    private readonly KernelRegion _stack;
    private readonly bool _sharesInput;
    private readonly int _part;

    /// <param name="network">The network, on the CPU, float32.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: what the processor has.</param>
    /// <param name="mostKept">Bytes that the cells may keep from a forward to a backward pass. Default: see <see cref="KernelRegion"/>.</param>
    public FusedCellNetwork(CellNetwork network, MapShape shape, int threads, int? widest = null, long? mostKept = null)
    {
        _network = network;
        var (first, second) = network.StemShapes(shape);
        var last = network.Cells.Count - 1;
        ImmutableArray<int> exposed = network.Auxiliary is null ? [last] : [.. new[] { CellStack.AuxiliaryLayer(last + 1), last }.Distinct()];
        _sharesInput = network.StemIsShared;
        _flat = new FlatParameters([.. network.Cells.SelectMany(cell => cell.parameters())]);
        var plan = CellStackRegion.Plan(network.Cells, first, _sharesInput ? null : second, exposed, _flat);
        _stack = new KernelRegion(plan, _flat, threads, widest, mostKept);
        _part = Part(first, threads * (widest ?? LaneCount.Widest));
        Weights = [.. network.OuterParameters, _flat.Values];
    }

    /// <summary>What it is differentiated and trained by: one vector for all cells, and the parameters outside the cells.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <inheritdoc />
    public double KernelShare => 1;

    /// <summary>Working memories of evaluations that no caller uses at the moment.</summary>
    public int IdleEngines => _stack.IdleEngines;

    /// <summary>Puts a network onto the kernels, where there are some for it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    public static FusedCellNetwork? TryFuse(ClassifierNetwork network, MapShape shape, int threads) =>
        threads > 0
        && network is CellNetwork cells
        && cells.Cells.All(cell => cell.SuitsKernels)
        && cells.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU)
            ? new FusedCellNetwork(cells, shape, threads)
            : null;

    /// <summary>Classifies images.</summary>
    /// <param name="images">Images, float32 <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float32 <c>[N, K]</c>, and those of the auxiliary head, <see langword="null"/> without one or while not training.</returns>
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images)
    {
        var isEvaluation = !_network.training && !is_grad_enabled();
        if (isEvaluation && images.size(0) > _part)
        {
            return (InParts(images), null);
        }

        using var scope = NewDisposeScope();
        var count = images.size(0);
        var (first, second) = _network.Stem(images);
        var lanes = isEvaluation ? _stack.EvaluationLanes(count) : _stack.Lanes(count);
        var inputs = new RegionInputs(
            _sharesInput ? [BlockedImages.Of(first, lanes)] : [BlockedImages.Of(first, lanes), BlockedImages.Of(second, lanes)],
            _flat.Values,
            Choice: null);
        var present = RegionCall.PresentLanes(count, inputs.Blocks, lanes);
        var outputs = _stack.Forward(inputs, new RegionCall(count, present, _network.training, DropPathFactors(present, count)));
        var auxiliary = _network.training ? _network.Auxiliary?.call(BlockedImages.Images(outputs[0], count)) : null;
        var logits = _network.Classifier.call(BlockedImages.Means(outputs[^1], count));
        return (logits.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    /// <inheritdoc />
    public void Dispose() => _stack.Dispose();

    // As many images as fill the vectors of all threads, and more while the stem's output stays small enough for memory that was used before:
    // tensors of tens of megabytes are new memory each time, and cost more than what is computed in them.
    private static int Part(MapShape stem, int filled)
    {
        const int Bytes = 8 * 1024 * 1024;
        return filled * Math.Max(1, Bytes / (filled * stem.Channels * stem.Positions * sizeof(float)));
    }

    private Tensor InParts(Tensor images)
    {
        using var scope = NewDisposeScope();
        return cat([.. images.split(_part).Select(part => Forward(part).Logits)]).MoveToOuterDisposeScope();
    }

    private Tensor? DropPathFactors(Tensor present, long count)
    {
        Tensor[] factors = [.. _network.Cells.Select(cell => cell.DropPathFactors(present, count)).OfType<Tensor>()];
        return factors.Length == 0 ? null : cat(factors);
    }
}

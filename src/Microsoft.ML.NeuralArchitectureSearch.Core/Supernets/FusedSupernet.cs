using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>A supernet whose cells are computed by the kernels of the CPU: the same parameters, the same mathematics, other roundings.</summary>
/// <remarks>It is trained by <see cref="Weights"/>, in whose memory the supernet's parameters lie. Second derivatives are not supported.</remarks>
internal sealed class FusedSupernet : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Supernet _supernet;
    private readonly FlatParameters _flat;
    private readonly KernelRegion _stack;

    /// <param name="supernet">The supernet, on the CPU, float32; owned from here on.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: what the processor has.</param>
    public FusedSupernet(Supernet supernet, MapShape shape, int threads, int? widest = null)
        : base(nameof(FusedSupernet))
    {
        _supernet = supernet;
        var stem = new MapShape((int)((Conv2d)supernet.Stem[0]).out_channels, shape.Height, shape.Width);
        _flat = new FlatParameters([.. supernet.Cells.SelectMany(cell => cell.parameters())]);
        var plan = CellStackRegion.Plan(supernet.Cells, stem, second: null, [supernet.Cells.Count - 1], _flat);
        _stack = new KernelRegion(plan, _flat, threads, widest);
        Weights = [.. supernet.Stem.parameters(), _flat.Values, .. supernet.Classifier.parameters()];
        RegisterComponents();
    }

    /// <summary>What it is differentiated and trained by: one vector for all cells, and the parameters of stem and classifier.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <summary>Puts a supernet onto the kernels, where there are some for it.</summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="shape">Size of the images.</param>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <returns>The fused supernet, which owns the other, or <see langword="null"/>.</returns>
    public static FusedSupernet? TryFuse(Supernet supernet, MapShape shape, int threads) =>
        threads > 0
        && supernet.Cells.All(cell => cell.SuitsKernels)
        && supernet.parameters().All(parameter => parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU)
            ? new FusedSupernet(supernet, shape, threads)
            : null;

    /// <param name="images">Images, float32 <c>[N, C, H, W]</c>.</param>
    /// <param name="normalWeights">Softmax of the normal cells' architecture parameters, float32 <c>[E, O]</c>.</param>
    /// <param name="reductionWeights">Softmax of the reduction cells' architecture parameters, float32 <c>[E, O]</c>.</param>
    /// <returns>Logits, float32 <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor images, Tensor normalWeights, Tensor reductionWeights)
    {
        using var scope = NewDisposeScope();
        var count = images.size(0);
        var inputs = new RegionInputs(
            [BlockedImages.Of(_supernet.Stem.call(images), _stack.Lanes(count))], _flat.Values, stack([normalWeights, reductionWeights]));
        var call = new RegionCall(count, RegionCall.PresentLanes(count, inputs.Blocks, inputs.Lanes), training);
        var output = _stack.Forward(inputs, call)[0];
        return _supernet.Classifier.call(BlockedImages.Means(output, count)).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stack.Dispose();
        }

        base.Dispose(disposing);
    }
}

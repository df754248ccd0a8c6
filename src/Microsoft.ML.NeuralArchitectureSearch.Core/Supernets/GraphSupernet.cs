using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Tensors.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Supernets;

/// <summary>The supernet that a search space describes; the weights of the relaxed choice are inputs like the images.</summary>
/// <remarks>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 2.2.</remarks>
internal sealed class GraphSupernet : Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly GraphNetwork network;
    private IKernelNetwork? _kernels;

    /// <summary>Creates a supernet with weights drawn from torch's generator.</summary>
    /// <param name="graph">The layers that it consists of.</param>
    public GraphSupernet(NetworkGraph graph)
        : base(TorchRuntime.Required(nameof(GraphSupernet)))
    {
        network = new GraphNetwork(graph);
        RegisterComponents();
    }

    /// <summary>
    /// The parameters that it is trained by, in the order of the layers; on the kernels the weights of the layers lie in their memory.
    /// </summary>
    public IReadOnlyList<Parameter> Weights =>
        _kernels?.Weights ?? [.. network.Weights.OfType<Module>().SelectMany(weights => weights.parameters())];

    /// <summary>Share of the multiply-adds that the kernels compute, 0 to 1.</summary>
    public double KernelShare => _kernels?.KernelShare ?? 0;

    /// <summary>Has the kernels of the CPU compute the layers that there are kernels for: the same mathematics, other roundings.</summary>
    /// <remarks>
    /// Second derivatives are not supported from here on. The supernet stays where it is: it can no longer be moved or converted.
    /// </remarks>
    /// <param name="threads">Number of threads; 0 for no kernels.</param>
    /// <param name="widest">The most images in a vector: 16, 8 or 4. Default: as many as the processor has.</param>
    public void UseKernels(int threads, int? widest = null) =>
        _kernels = KernelEngine.TryCompile(network, threads, widest: widest);

    /// <summary>Classifies by the mixture of all architectures.</summary>
    /// <param name="input">The input of the first layer, such as images or the numbers of tokens, float <c>[N, C, H, W]</c>.</param>
    /// <param name="normalWeights">Softmax of the normal cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <param name="reductionWeights">Softmax of the reduction cells' architecture parameters, float <c>[E, O]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor input, Tensor normalWeights, Tensor reductionWeights)
    {
        using var scope = NewDisposeScope();
        network.Choices = new SupernetChoices(normalWeights, reductionWeights);
        try
        {
            var logits = _kernels is null ? network.call(input) : _kernels.Forward(input).Logits;
            return logits.MoveToOuterDisposeScope();
        }
        finally
        {
            network.Choices = null;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _kernels?.Dispose();
        }

        base.Dispose(disposing);
    }
}
